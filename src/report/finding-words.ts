// What each kind of finding means, and what to do, in French: findings themselves speak English, the language of their
// codes, wherever they are printed; a reader of French gets this sentence beside them.

export const FINDINGS_FR: Readonly<Record<string, string>> = {
  'account-without-layer':
    'Compte d’aucune couche : élargir les conditions, ou ajouter une dernière couche sans where.',
  'alias-of-zone':
    'Alias d’un code qui est lui-même une zone : ses comptes restent dans cette zone ; corriger leurs codes postaux s’il le faut.',
  'alias-to-no-zone':
    'Alias vers un code qui n’est pas une zone : il ne place aucun compte ; corriger la ligne s’il le devrait.',
  'ambiguous-column':
    'Plusieurs colonnes conviennent au même champ : en choisir une avec --map CHAMP="Colonne".',
  'ambiguous-number': 'Nombre à lire de deux façons (1,234) : vérifier le séparateur décimal de l’export.',
  'absent-rep':
    'Commercial absent de toute la période : l’enlever du fichier, ou corriger ses dates ou la période.',
  antimeridian: 'La zone s’étend de part et d’autre du 180e méridien : lue d’un seul tenant, rien à faire.',
  'area-in-pieces':
    'Territoires à garder entiers et qu’une barrière coupe : les nommer dans --may-cut, ou enlever la barrière.',
  'area-too-large':
    'Territoires trop grands pour rester entiers dans un secteur : coupés comme le reste ; élargir la tolérance, ou moins de commerciaux.',
  'area-unit':
    'Les surfaces ne sont pas en km² : celles des polygones sont utilisées ; convertir la colonne.',
  'bad-area':
    'Territoire d’une colonne que les zones n’ont pas : la nommer comme dans le fichier, department=22 par exemple.',
  'cannot-write':
    'Rien n’a pu être écrit à cet endroit (disque plein, droits, nom) : faire de la place ou choisir un autre endroit ; l’ancien contenu reste entier.',
  'input-changed':
    'Le fichier a changé pendant sa lecture : relancer quand plus rien ne l’écrit, ou avec une copie.',
  'out-in-use': 'Une autre exécution écrit au même endroit : attendre sa fin, ou choisir un autre --out.',
  'spreadsheet-error':
    'Erreur de tableur dans une cellule (#REF!, #N/A…), lue comme vide : corriger la formule et refaire l’export.',
  system:
    'Le système a refusé (disque, droits, mémoire, fichiers ouverts) : suivre le remède indiqué et relancer.',
  'formula-result':
    'La formule du potentiel donne un résultat négatif ou aucun nombre (division par zéro) : 0 est retenu ; corriger les colonnes ou la formule.',
  'bad-feature': 'Élément qui n’est pas une Feature GeoJSON : mis de côté ; refaire l’export.',
  'bad-geojson': 'Le fichier JSON n’est pas du GeoJSON : l’exporter comme FeatureCollection, ou en CSV.',
  'bad-json': 'Le JSON est abîmé ou coupé : exporter le fichier à nouveau et vérifier qu’il est complet.',
  'bad-position':
    'Un point du polygone n’est pas fait de deux nombres : laissé de côté ; corriger les coordonnées.',
  'bad-level':
    'Manager sans niveau, ou d’un niveau qui n’existe pas : l’écrire comme dans --level ou hierarchy.',
  'bad-quote': 'Guillemet mal placé dans une cellule : doubler les guillemets ("") qui font partie du texte.',
  'bad-setting': 'Réglage du fichier de configuration hors de ce qui est permis : le corriger.',
  'bad-share':
    'Parts d’un commercial entre ses couches : en donner une à chacune, 100 % au total, ou aucune.',
  'bad-team':
    'Rattachement à un manager qui n’est pas du niveau au-dessus : corriger l’identifiant, ou ajouter le manager.',
  'bad-topology': 'TopoJSON abîmé : l’exporter à nouveau, ou en GeoJSON.',
  'bad-yaml':
    'Le fichier de configuration n’est pas du YAML valide : corriger la ligne indiquée, ou nommer le bon fichier.',
  'bare-geometry': 'Géométrie sans attributs : exporter des Features avec un identifiant.',
  barrier: 'Zones voisines séparées par une barrière : aucun secteur ne passe de l’une à l’autre.',
  'barrier-to-itself': 'Barrière entre une zone et elle-même : corriger la ligne, ou la retirer.',
  'base-not-in-zones':
    'La base d’un commercial n’est pas une zone : corriger le code postal, ou donner lat et lon.',
  'base-outside-map': 'La base d’un commercial est loin de la carte : vérifier lat et lon.',
  'blank-rows': 'Lignes entièrement vides : ignorées.',
  bridge:
    'Île ou enclave reliée par un pont à la zone la plus proche : rien à faire, ou donner ses voisines.',
  'budget-spent':
    'Les comptes nommés dépassent à eux seuls le budget d’une équipe : l’augmenter, ou déverrouiller des comptes.',
  'codes-are-no-zones':
    'Les codes postaux des comptes ne sont pas les identifiants des zones : les comptes sont placés par coordonnées, puis par commune.',
  'coincident-zones': 'Plusieurs zones au même endroit : vérifier leurs coordonnées.',
  'collapsed-zone': 'Polygone sans surface : la zone est gardée comme un point ; redessiner le polygone.',
  'contradicting-alias': 'Un code a deux correspondances dans le fichier d’alias : n’en garder qu’une.',
  'coordinates-out-of-range': 'Latitude au-delà de ±90 ou longitude au-delà de ±180 : corriger la cellule.',
  'cut-utf16': 'Texte UTF-16 coupé au milieu d’un caractère : exporter le fichier à nouveau.',
  'department-disagreement':
    'Le code postal et l’endroit trouvé ne sont pas du même département : corriger celui qui est faux.',
  deprecated: 'Ancien nom, encore accepté : écrire le nouveau avant la version indiquée.',
  'duplicate-column': 'Deux colonnes de même nom : en renommer une.',
  'duplicate-id': 'Identifiant déjà pris par une autre ligne : en donner un autre.',
  'duplicate-zone': 'Zone répétée à l’identique : la copie est mise de côté ; l’enlever du fichier.',
  'empty-column-name': 'Colonne sans nom : la nommer, ou la supprimer si elle est vide.',
  'empty-file': 'Fichier vide : refaire l’export ; une configuration, l’écrire de nouveau.',
  'empty-layer':
    'Couche sans compte : vérifier ses conditions ; la première couche qui convient prend le compte.',
  'esri-json': 'Format ESRI JSON : l’exporter en GeoJSON.',
  'exclusive-overlap':
    'Zones exclusives à deux commerciaux : ils les partagent, et eux seuls ; en retirer une si c’est un oubli.',
  'group-locked-apart':
    'Sites d’un groupe verrouillés sur plusieurs commerciaux : en déverrouiller, ou enlever groups: one-rep.',
  'group-without-rep':
    'Groupe dont aucun commercial ne peut servir tous les sites : assouplir ses règles, ou diviser group_id.',
  'half-coordinates': 'Latitude ou longitude seule : compléter l’autre.',
  'hole-outside': 'Trou hors de son polygone : réparé ; rien à faire si la carte est juste.',
  'idle-barrier': 'Barrière entre des zones qui ne sont pas voisines : vérifier leurs noms.',
  'idle-policy':
    'Réglage pour un segment ou un niveau que rien ne porte : vérifier comment ces noms sont écrits.',
  'idle-rule': 'Règle qui ne correspond à rien : vérifier comment ces noms sont écrits.',
  'implausible-coordinates':
    'Coordonnées à plus de 100 km du code postal : non utilisées ; corriger les coordonnées ou le code.',
  'lambert-93': 'Coordonnées en Lambert-93 : converties ; rien à faire, ou exporter en WGS84 (EPSG:4326).',
  'layer-without-reps': 'Couche sans commercial : l’écrire dans la colonne layer de ceux qui la servent.',
  'layers-without-accounts': 'Les couches sont faites de comptes : donner --accounts, ou enlever layers.',
  'left-before-hired': 'Départ avant l’embauche : corriger l’une des deux dates.',
  'locked-to-excluded':
    'Compte verrouillé sur un commercial qui ne doit pas le servir : le déverrouiller, ou lever l’exclusion.',
  'locked-without-rep':
    'Compte verrouillé sans commercial : remplir rep_id ; le compte n’est pas verrouillé.',
  'matched-by-synonym':
    'Colonnes reconnues par leur nom usuel : rien à faire, ou en choisir une autre avec --map.',
  'missing-code': 'Ligne d’alias ou de barrière sans code : la compléter.',
  'missing-column':
    'Colonne obligatoire absente : la désigner avec --map CHAMP="Colonne", ou enlever les lignes au-dessus de l’en-tête.',
  'missing-id': 'Ligne sans identifiant : mise de côté ; en donner un.',
  'measure-left-out':
    'Mesure par défaut dont il n’y a rien (que des zéros ou des cellules vides) : laissée de côté ; rien à faire, ou indiquer la bonne colonne avec --map.',
  'missing-option': 'Fichier obligatoire non indiqué : ajouter l’option.',
  'missing-place': 'Ni code postal ni coordonnées : ligne mise de côté ; remplir l’un ou l’autre.',
  'mixed-decimal-marks': 'Virgules et points décimaux dans une même colonne : vérifier l’export.',
  'mixed-encoding': 'Plusieurs encodages dans un même fichier : enregistrer en UTF-8.',
  'negative-number': 'Nombre négatif là où il n’en faut pas : corriger la cellule.',
  'neighbors-from-points': 'Zones sans polygones : les voisinages sont déduits des centres (Delaunay).',
  'no-accounts': 'Aucun compte utilisable : voir les constats précédents.',
  'no-bases':
    'Commerciaux sans base : size cherche où placer la prochaine et compare des bases ; les donner.',
  'no-eligible-rep':
    'Zone qu’aucun commercial n’a le droit de servir : assouplir la règle citée, ou ajouter quelqu’un.',
  'out-of-reach':
    'Compte que personne n’atteint dans le délai promis : revoir le délai, ou ajouter quelqu’un à proximité.',
  'roads-without-bases':
    'Commerciaux sans base : les temps de route ne servent à rien, tous les trajets sont estimés.',
  'no-features': 'Aucun élément dans le GeoJSON : refaire l’export.',
  'no-geometry': 'Zone sans géométrie parmi des polygones : gardée comme un point ; lui donner un polygone.',
  'no-header': 'Pas de ligne d’en-tête : ajouter les noms des colonnes.',
  'no-measure': 'Rien à équilibrer : donner une colonne de potentiel, ou choisir un critère avec --measure.',
  'no-period':
    'Dates de présence ou montée en charge sans période : sans effet ; donner period si elles doivent compter.',
  'no-managers': 'Aucun manager dans le fichier : en nommer un, ou ne pas donner le fichier.',
  'no-reps': 'Aucun commercial dans le fichier : vérifier l’export.',
  'no-zone':
    'Compte qui n’est dans aucune zone : ligne mise de côté ; corriger le code postal ou les coordonnées, ou compléter le fichier d’alias.',
  'no-zones': 'Aucune zone utilisable : voir les constats précédents.',
  'not-a-boolean': 'Ni oui ni non : écrire oui, non, 1, 0 ou x.',
  'not-a-date': 'Ni jour ni mois lisible : écrire 2027-04-15, 15/04/2027 ou 2027-04.',
  'not-a-visit-time':
    'Horaire, jours ou espacement de visite illisible : écrire 09:00, lun-ven ou un nombre de jours ; la cellule est ignorée.',
  'not-a-number': 'Ce n’est pas un nombre : corriger la cellule.',
  'not-a-point': 'L’élément n’est pas un point : donner le point du site.',
  'not-a-presence':
    'Mois partiels illisibles : écrire 2027-03:50% 2027-04..2027-06:0%, chaque mois une seule fois.',
  'no-scenarios':
    'Aucun scénario : en donner par --vary tolerance=5%,10%, --scenarios FICHIER ou `sweep:` dans la configuration.',
  'out-not-a-sweep':
    'Le dossier de sortie contient autre chose qu’une comparaison de scénarios : choisir un autre --out.',
  'not-a-sweep': 'Ce dossier n’est pas une comparaison de scénarios de cette version : voir sectorize sweep.',
  'other-sweep':
    'Partie d’une autre comparaison (scénarios, réglages ou fichiers différents) : ne réunir que des parties d’une même commande.',
  'missing-scenarios':
    'Scénarios qui ne sont dans aucune des parties : lancer aussi les parties qui manquent.',
  'not-text': 'Le fichier n’est pas du texte (classeur Excel, PDF, archive…) : l’enregistrer en CSV UTF-8.',
  'formula-key':
    'Identifiant ou adresse qu’un tableur exécuterait comme une formule : corriger les entrées et replanifier, ou --raw.',
  'bad-plan':
    'Découpage incomplet, modifié ou d’une autre version : reprendre le dossier tel que `sectorize plan` l’a écrit.',
  'unknown-id': 'Rien de tel dans le plan : l’écrire comme dans ses fichiers, zones.csv ou sectors.csv.',
  'unknown-ids':
    'Fichier d’identifiants dont les colonnes ne disent pas l’objet : réexporter avec les noms de champs de docs/integrations.md.',
  'bad-salesforce-id':
    'Identifiant Salesforce mal formé (15 ou 18 lettres et chiffres) : réexporter l’objet avec son Id.',
  'nul-byte': 'Caractère nul : fichier abîmé ou qui n’est pas du texte ; refaire l’export.',
  'number-too-large': 'Nombre trop grand : corriger la cellule.',
  'number-too-small': 'Nombre trop petit ou négatif : corriger la cellule.',
  'odd-geometry': 'Géométrie d’un type inattendu : ce qui est utilisable est gardé ; exporter des polygones.',
  'one-sided-neighbor': 'Voisinage déclaré d’un seul côté : pris dans les deux sens.',
  'open-ring': 'Contour non fermé : fermé.',
  option: 'Option que les données ne permettent pas : voir le remède indiqué.',
  'out-not-an-export': 'Le dossier de --out contient autre chose qu’un export : en choisir un autre.',
  'out-not-a-plan': 'Le dossier de --out contient autre chose qu’un découpage : en choisir un autre.',
  'outside-country': 'Endroit hors du pays : vérifier les coordonnées, ou --country.',
  'outside-zones': 'Coordonnées dans aucune zone : le code postal ou la zone la plus proche décide.',
  'outside-period': 'Mois hors de la période : vérifier l’année ; ces mois sont sans effet.',
  'overlapping-parts': 'Parties d’une zone qui se recouvrent : réunies.',
  'overlapping-zones': 'Zones qui se recouvrent : vérifier la carte.',
  'partner-without-area':
    'Partenaire sans territoire : il peut servir partout ; remplir exclusive_zones ou allowed_zones si le contrat en nomme un.',
  'point-among-polygons':
    'Point parmi des polygones : gardé et relié à la zone la plus proche ; lui donner un polygone.',
  'point-outside-zone': 'lat et lon loin du polygone de la zone : un point intérieur est utilisé.',
  'postal-code-repaired': 'Code postal réparé (zéro perdu, espaces, CEDEX…) : l’enregistrer comme texte.',
  'price-unit':
    'Prix d’une coupe là où l’objectif est la compacité : le donner dans son unité, ou exiger des territoires entiers.',
  'projected-coordinates': 'Coordonnées projetées (mètres) : exporter en WGS84 (EPSG:4326).',
  'rep-presence':
    'Commercial absent une partie de la période, ou en montée en charge : sa part, ses objectifs et sa capacité suivent.',
  'rep-without-base': 'Commercial sans base alors que d’autres en ont une : la donner, ou --centers free.',
  'rep-without-layer': 'Commercial sans couche : remplir la colonne layer.',
  'repaired-id': 'Identifiant de zone réparé (zéro perdu) : l’enregistrer comme texte.',
  'repeated-id': 'Même identifiant pour plusieurs éléments : réunis en une zone.',
  'repeated-vertices': 'Sommets répétés dans un contour : enlevés.',
  'self-crossing': 'Contour qui se croise : découpé aux croisements.',
  'self-touching': 'Contour qui se touche lui-même : réparé.',
  'shared-too-often':
    'Des couches superposées prennent ensemble plus que le tout d’un compte : baisser leurs parts.',
  sliver: 'Fentes ou recouvrements minces entre zones voisines : les frontières sont tout de même reconnues.',
  spike: 'Pointes sans surface dans un contour : enlevées.',
  'swapped-coordinates': 'Latitude et longitude inversées : remises à l’endroit ; corriger l’export.',
  't-junction':
    'Sommets d’une zone au milieu du bord d’une autre : les frontières sont tout de même reconnues.',
  tangled: 'Contour aux croisements sans nombre : la zone n’a pas de polygone ; la redessiner.',
  'tiny-target':
    'Objectif d’un commercial inférieur au millionième de celui d’un autre : corriger la cellule, ou retirer la ligne.',
  'too-few-cells':
    'Pas assez de cellules : compléter la ligne, ou chercher un saut de ligne dans une cellule.',
  'too-few-positions': 'Contour de moins de trois points : laissé de côté.',
  'too-many-columns': 'Plus de 20 000 colonnes : ne garder que celles qui servent ; vérifier le séparateur.',
  'too-many-cells': 'Trop de cellules : mettre entre guillemets celle qui contient le séparateur.',
  'too-large':
    'Fichier trop grand pour la mémoire dont Node dispose : le simplifier ou le partager, ou lui en donner plus (NODE_OPTIONS=--max-old-space-size=8192).',
  'too-long':
    'Document trop long sans liste d’entités, un TopoJSON par exemple : le convertir en GeoJSON, qui peut avoir n’importe quelle longueur.',
  'topology-objects': 'TopoJSON sans objet, ou avec plusieurs : n’en garder qu’un, les zones.',
  'trailing-delimiters': 'Cellules vides au-delà de l’en-tête : ignorées.',
  'unclosed-quote': 'Guillemet jamais refermé : le fermer, ou le doubler ("") s’il fait partie du texte.',
  'unknown-column': 'Colonne que les comptes n’ont pas : vérifier le nom dans where.',
  'unknown-field': 'Champ inconnu dans --map : voir la liste des champs.',
  'unknown-incumbent':
    'Commercial actuel absent du fichier : ses comptes comptent comme sans existant ; l’ajouter si c’est un oubli.',
  'unknown-key': 'Clé inconnue dans la configuration : vérifier l’orthographe.',
  'unknown-layer': 'Couche qui n’est pas configurée : vérifier le nom dans la colonne layer.',
  'unknown-map-column': 'Colonne de --map absente du fichier : vérifier l’orthographe.',
  'unknown-measure': 'Critère absent des données : vérifier le nom, ou le désigner avec --map.',
  'unknown-neighbor': 'Voisine qui n’est pas une zone : ignorée ; corriger l’identifiant.',
  'unknown-postal-code':
    'Code postal qui n’est pas une zone : compte placé autrement ; corriger si c’est faux.',
  'unreadable-file': 'Fichier introuvable ou illisible : vérifier le nom et le dossier.',
  'web-mercator': 'Coordonnées Web-Mercator : converties ; exporter en WGS84 (EPSG:4326).',
  'unknown-vehicle':
    'Véhicule inconnu : l’écrire comme l’un de ceux qui sont nommés, ou donner g_co2_per_km ; les kg de CO₂ ne sont pas connus d’ici là.',
  'vehicle-without-factor':
    'Véhicule sans facteur d’émission vérifié : donner g_co2_per_km dans le fichier, ou vehicles dans la configuration ; les kg de CO₂ ne sont pas connus d’ici là.',
  'zero-area': 'Contours sans surface : laissés de côté.',
  'zero-coordinates': 'Coordonnées 0, 0 : géocoder l’adresse à nouveau.',
  'zone-disagreement':
    'Code postal et coordonnées dans deux zones : le code décide ; corriger celui qui est faux.',
  'zone-disagreements':
    'Comptes dont le code et les coordonnées se contredisent : corriger ceux qui importent.',
  'zone-split': 'Zone trop grande pour un commercial : divisée selon ses comptes.',
  'zone-too-large': 'Zone trop grande pour un commercial, avec trop peu de comptes pour la diviser.',
  'zone-without-place': 'Zone sans polygone ni coordonnées : mise de côté ; lui donner une place.',
  'incumbent-differs':
    'Comptes suivis dans le fichier par un autre commercial que dans le découpage révisé : celui du découpage compte.',
  'bad-override':
    'Retouche qui ne dit pas, ou dit deux fois, ce qu’elle concerne : une zone ou un compte par ligne.',
  'override-unexplained':
    'Retouche sans auteur, motif ou date : les ajouter, dans six mois personne ne saura.',
  'override-twice': 'La même retouche deux fois : enlever une des lignes.',
  'override-conflict':
    'Retouche qui en contredit une autre, un verrou ou une règle : garder l’une ou l’autre.',
  'unknown-account':
    'Compte qui n’est pas dans le fichier des comptes : corriger l’identifiant, ou retirer la ligne.',
  'unknown-rep':
    'Commercial qui n’est pas dans le fichier des commerciaux : corriger l’identifiant, ou retirer la ligne.',
  'out-approved':
    'Découpage approuvé ou en vigueur à cet endroit : choisir un autre dossier avec --out, ou déplacer celui-là d’abord.',
  'out-not-a-bug-report':
    'Ce dossier n’est pas un rapport d’anomalie : choisir un autre --anonymize, ou un dossier vide.',
  'out-not-a-pack': 'Ce dossier n’est pas un dossier de comité : choisir un autre --out, ou un dossier vide.',
  'ambiguous-road-name':
    'Nom de plusieurs lieux dans la matrice de trajets : écrire rep:, zone: ou account: devant, comme indiqué.',
  'bad-road-figure':
    'Temps, distance ou degrés de la matrice de trajets illisibles ou hors limites : corriger la cellule, ou la laisser vide.',
  'contradicting-roads':
    'La matrice de trajets donne deux fois la même paire, avec d’autres chiffres : n’en garder qu’une.',
  'missing-road-name':
    'Ligne de la matrice de trajets sans origine ou sans destination : la compléter, ou la retirer.',
  'road-server':
    'Le serveur d’itinéraires n’a pas donné de temps de trajet : voir l’adresse, le serveur et le remède indiqué.',
  'road-unit':
    'Colonne de temps ou de distance sans unité : la nommer minutes, duration_s, km ou distance_m.',
  'roads-of-one-place':
    'Plusieurs noms au même endroit ont des temps différents dans la matrice : le premier est utilisé.',
  'unknown-road-name':
    'Noms de la matrice de trajets qui ne sont ni commerciaux, ni zones, ni comptes du plan : rien à faire si elle est plus grande que le plan, sinon corriger les identifiants.',
};
