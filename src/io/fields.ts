// The fields of each input and the names that exports give them: French CRM and ERP exports, Salesforce, HubSpot,
// Dynamics 365, Sirene (INSEE) and geographic files. Names are compared by synonyms.normalizeName, so case, accents,
// spaces and underscores do not matter here.

export interface FieldSpec {
  readonly name: string;
  readonly synonyms: readonly string[];
  readonly required?: boolean;
}

const names = (list: string): string[] => list.split('|').map(name => name.trim());
const field = (name: string, list: string): FieldSpec => ({ name, synonyms: names(list) });

const also = (spec: FieldSpec, list: string): FieldSpec => ({
  ...spec,
  synonyms: [...spec.synonyms, ...names(list)],
});

const POSTAL_CODE = field(
  'postal_code',
  `code postal | cp | cpostal | codepostal | code post | adresse code postal | cp client |
   cp livraison | code postal livraison | code postal facturation | code postal de facturation |
   code postal du site | cp site | cp ville | zip | zipcode | zip code | zip postal code |
   zip/postal code | postcode | post code | postal | postal zip | plz | postleitzahl |
   BillingPostalCode | Billing Zip/Postal Code | Billing Zip | ShippingPostalCode |
   Shipping Zip/Postal Code | MailingPostalCode | address1_postalcode | Address 1: ZIP/Postal Code |
   Adresse 1 : code postal | hs_zip | company zip | Postal code | codePostalEtablissement |
   code_postal_etablissement | code postal etablissement | zone | zone id | id zone | code zone`,
);

const LAT = field(
  'lat',
  `latitude | y wgs84 | lat wgs84 | latitude wgs84 | geo lat | geolat | gps lat | gps latitude |
   latitude gps | BillingLatitude | ShippingLatitude | MailingLatitude | address1_latitude |
   Address 1: Latitude | y | y lat | coord y | coordonnee y | latitude decimale | lat dd | intptlat |
   coordonneeLambertOrdonneeEtablissement`,
);

const LON = field(
  'lon',
  `longitude | lng | long | x wgs84 | lon wgs84 | longitude wgs84 | geo lon | geo lng | geolon |
   geo long | gps lon | gps lng | gps long | gps longitude | longitude gps | BillingLongitude |
   ShippingLongitude | MailingLongitude | address1_longitude | Address 1: Longitude | x | x lon |
   coord x | coordonnee x | longitude decimale | lon dd | intptlon | intptlong |
   coordonneeLambertAbscisseEtablissement`,
);

export const ACCOUNT_FIELDS: readonly FieldSpec[] = [
  {
    name: 'id',
    required: true,
    synonyms: names(
      `identifiant | id compte | id client | id du compte | id du client | code client | code compte |
       numero client | no client | n client | num client | numero de compte | numero compte |
       n de compte | n compte | ref client | reference client | reference | code tiers | id tiers |
       compte tiers | matricule client | identifiant client | identifiant compte | identifiant du compte |
       code site | id site | uai | finess | nofinesset | account id | accountid | account_id |
       account number | accountnumber | accountno | customer id | customer number | customer no |
       customer | customerid | client id | clientid | Account ID 18 | 18 digit account id | record id |
       hs_object_id | Company ID | companyid | ID de fiche d'informations | objectid | external id |
       unique id | uuid | guid | (Ne pas modifier) Compte | (Do Not Modify) Account | siret |
       numero siret | n siret | no siret | site id | store id | kundennummer | kunden nr`,
    ),
  },
  POSTAL_CODE,
  LAT,
  LON,
  field(
    'name',
    `nom | nom du compte | nom compte | nom client | nom du client | client | compte | raison sociale |
     rs | denomination | denomination sociale | societe | nom societe | nom de la societe | entreprise |
     nom de l'entreprise | nom entreprise | nom du site | enseigne | libelle | libelle client |
     etablissement | nom etablissement | intitule | designation | account name | account | company |
     company name | customer name | client name | organization | organisation | site name | store name |
     denominationUniteLegale | enseigne1Etablissement | denominationUsuelleEtablissement | firma`,
  ),
  field(
    'city',
    `ville | commune | localite | nom commune | nom de la commune | nom ville | ville client |
     ville livraison | ville facturation | ville de facturation | libelle commune | bureau distributeur |
     acheminement | libelle acheminement | town | billing city | BillingCity | ShippingCity |
     shipping city | MailingCity | address1_city | Address 1: City | Adresse 1 : ville |
     libelleCommuneEtablissement | ort | stadt | place name`,
  ),
  field(
    'potential',
    `potentiel | ca potentiel | potentiel ca | potentiel annuel | potentiel de ca | ca cible | ca estime |
     ca previsionnel | potentiel euros | potentiel commercial | ca theorique | budget |
     potential revenue | sales potential | annual potential | potential eur | market potential |
     expected revenue | ExpectedRevenue | potential value | opportunity value | estimated value |
     potenzial | umsatzpotenzial`,
  ),
  field(
    'revenue',
    `ca | chiffre d'affaires | chiffre affaires | chiffre d affaires | chiffre d'affaire | ca annuel |
     ca ht | ca realise | ca n | ca 12 mois | ca 12m | ca glissant | ventes | ventes annuelles |
     montant facture | ca facture | realise | sales | annual sales | turnover | annual revenue |
     AnnualRevenue | annualrevenue | revenue 12m | revenue last 12 months | net sales | total revenue |
     hs_annual_revenue | revenus annuels | revenu annuel | umsatz | jahresumsatz`,
  ),
  field(
    'visits_per_year',
    `visites par an | visites an | visites/an | nb visites | nombre de visites | nb visites an |
     nombre de visites par an | nb visites par an | frequence de visite | frequence visite | frequence |
     frequence annuelle | visites annuelles | visites prevues | visites cible | objectif visites |
     nb passages | passages par an | visits | visits year | visits/year | annual visits |
     visit frequency | call frequency | calls per year | frequency | target visits | planned visits |
     besuche pro jahr`,
  ),
  field(
    'visit_minutes',
    `duree visite | duree de visite | duree visite min | duree visite minutes | duree moyenne de visite |
     temps de visite | temps visite | duree | minutes par visite | duree intervention | temps sur site |
     visit duration | visit length | duration | duration minutes | minutes per visit | call duration |
     service time | time on site | besuchsdauer`,
  ),
  field(
    'segment',
    `segmentation | segment client | categorie | categorie client | type client | type de client |
     type compte | type de compte | classe | classe client | classe abc | secteur d'activite |
     secteur activite | activite | marche | vertical | verticale | canal | gamme | metier |
     customer segment | account segment | category | customer type | account type | type | industry |
     Industry | industrycode | tier | channel | hs_industry | secteur | activitePrincipaleEtablissement |
     branche`,
  ),
  field(
    'size',
    `taille | taille entreprise | effectif | effectifs | nb salaries | nombre de salaries |
     nombre d'employes | tranche effectif | tranche d'effectif | employees | number of employees |
     NumberOfEmployees | numemployees | headcount | company size | trancheEffectifsEtablissement | beds |
     lits`,
  ),
  field(
    'sites',
    `nb sites | nombre de sites | nb etablissements | nombre d'etablissements | number of sites |
     site count | locations | number of locations | NumberOfLocations__c`,
  ),
  field(
    'sla_minutes',
    `sla | sla min | delai sla | delai max | delai d'intervention | delai intervention |
     delai intervention min | temps d'intervention max | temps trajet max | gti minutes |
     max response minutes | response time | sla time | max travel time`,
  ),
  field(
    'rep_id',
    `commercial | id commercial | code commercial | commercial actuel | commercial en charge | vendeur |
     id vendeur | code vendeur | representant | code representant | id representant | charge d'affaires |
     attache commercial | technico commercial | atc | delegue | delegue commercial | technicien |
     secteur actuel | code secteur | responsable | responsable du compte | gestionnaire | suivi par |
     affecte a | proprietaire | proprietaire du compte | id du proprietaire |
     proprietaire de l'entreprise | proprietaire de la fiche | rep | rep code | sales rep | salesrep |
     sales rep id | sales representative | salesperson | salesman | account manager | account owner |
     account owner id | owner | owner id | OwnerId | owneridname | hubspot owner | hubspot_owner_id |
     company owner | current rep | incumbent | incumbent rep id | assigned to | territory | territory id |
     verkaeufer | aussendienst`,
  ),
  field(
    'rep_since',
    `commercial depuis | en charge depuis | suivi depuis | affecte depuis | date d'affectation |
     date affectation | proprietaire depuis | rep since | owner since | assigned since | assigned on |
     assignment date | owner assigned date | hubspot_owner_assigneddate`,
  ),
  field(
    'locked',
    `verrouille | bloque | fige | verrou | a conserver | conserver | intouchable | lock | is locked |
     fixed | pinned | protected | keep`,
  ),
  field(
    'strategic',
    `strategique | compte strategique | grand compte | compte cle | gc | prioritaire | key account |
     is key account | keyaccount | strategic account | priority account | is strategic | vip`,
  ),
  field(
    'group_id',
    `groupe | id groupe | code groupe | groupement | maison mere | compte parent | id compte parent |
     siege | holding | parent | parent id | ParentId | parent account | parent account id |
     parentaccountid | group | ultimate parent | hs_parent_company_id | siren | n siren | numero siren`,
  ),
  field(
    'excluded_reps',
    `commerciaux exclus | commercial exclu | partenaires exclus | partenaire exclu | representants exclus |
     reps exclus | interdit a | concurrent de | excluded rep | excluded partners | excluded partner |
     reps excluded | not served by | competitor of`,
  ),
  field(
    'leads',
    `pistes | nb leads | nombre de leads | nb pistes | nombre de pistes | contacts entrants |
     number of leads | lead count | num leads`,
  ),
  field(
    'opportunities',
    `opportunites | nb opportunites | nombre d'opportunites | affaires | nb affaires |
     number of opportunities | opportunity count | opps | deals | num_associated_deals |
     number of associated deals`,
  ),
  field(
    'conversion_days',
    `delai de conversion | delai conversion | jours de conversion | duree de conversion | cycle de vente |
     cycle de vente jours | days to convert | time to convert | days to close | sales cycle |
     sales cycle days`,
  ),
  field(
    'solicitations',
    `sollicitations | nb sollicitations | nombre de sollicitations | relances | demandes |
     contacts sortants | requests | contacts attempted | outreach | outreaches | attempts | mailings`,
  ),
  field(
    'responses',
    `reponses | nb reponses | nombre de reponses | retours | replies | answers | response count |
     contacts reached`,
  ),
  field(
    'nps',
    `note nps | score nps | nps score | net promoter score | satisfaction nps | recommandation |
     note de recommandation | promoter score`,
  ),
  field(
    'opens',
    `ouvre a | heure d'ouverture | heure ouverture | horaire d'ouverture | opening time | opening hour |
     open from | opens at`,
  ),
  field(
    'closes',
    `ferme a | heure de fermeture | heure fermeture | horaire de fermeture | closing time |
     closing hour | open until | closes at`,
  ),
  field(
    'visit_days',
    `jours de visite | jours visite | jour de visite | jours d'ouverture | visiting days |
     visit weekdays | opening days | open days`,
  ),
  field(
    'min_days_between',
    `jours entre visites | jours min entre visites | jours minimum entre visites | espacement min jours |
     ecart min jours | min days between visits | minimum days between visits | days between visits`,
  ),
  field(
    'visits_done',
    `visites realisees | visites effectuees | visites faites | nb visites realisees |
     nombre de visites realisees | visites reelles | visites n-1 | visits made | completed visits |
     actual visits | visits completed | visits last year | calls made`,
  ),
];

export const REP_FIELDS: readonly FieldSpec[] = [
  {
    name: 'id',
    required: true,
    synonyms: names(
      `identifiant | rep id | rep_id | rep | rep code | id commercial | code commercial | id vendeur |
       code vendeur | matricule | code representant | id representant | code | trigramme | initiales |
       id technicien | employee id | employeeid | employee number | user id | userid | systemuserid |
       owner id | OwnerId | sales rep id | salesperson id | territory id | identifiant commercial |
       personnel number`,
    ),
  },
  also(
    POSTAL_CODE,
    `code postal domicile | cp domicile | code postal base | cp base | code postal agence | cp agence |
     base | base postal code | home postal code | home zip | office zip | office postal code`,
  ),
  also(LAT, 'base lat | lat base | home lat | lat domicile | office lat'),
  also(LON, 'base lon | lon base | base lng | home lon | home lng | lon domicile | office lon'),
  field(
    'name',
    `nom | nom complet | nom prenom | prenom nom | commercial | vendeur | representant |
     nom du commercial | nom commercial | collaborateur | technicien | full name | fullname | rep name |
     sales rep | salesperson | employee name | user name`,
  ),
  field(
    'fte',
    `etp | equivalent temps plein | taux d'activite | taux activite | quotite | temps de travail |
     full time equivalent | workforce | working time`,
  ),
  field(
    'productivity',
    `productivite | coefficient | coef | coefficient de productivite | efficacite |
     efficiency | productivity factor`,
  ),
  // of numbers it is the productivity: see repFields
  field(
    'seniority',
    `seniorite | niveau | niveau de seniorite | niveau d'experience | grade | echelon | level |
     seniority level | experience level`,
  ),
  field(
    'hired',
    `date d'embauche | embauche | date embauche | embauche le | date d'entree | date entree | entree le |
     date d'arrivee | date arrivee | arrivee | hire date | hiring date | hired on | start date | joined`,
  ),
  field(
    'left',
    `date de depart | date depart | date de sortie | date sortie | sortie le | fin de contrat |
     date de fin | date fin | end date | leave date | leaving date | left on | termination date`,
  ),
  field(
    'presence',
    `presences | presence par mois | mois partiels | mois a temps partiel | part-time months |
     monthly presence`,
  ),
  field(
    'hours_per_year',
    `heures par an | heures an | heures/an | heures annuelles | nb heures | nombre d'heures | capacite |
     capacite heures | capacite annuelle | hours | annual hours | capacity | capacity hours | hours year`,
  ),
  field(
    'segments',
    `segment | segments servis | specialites | specialite | competences | marches | marche | verticales |
     industries | skills | specialty | specialties | product lines | channels`,
  ),
  field(
    'allowed_zones',
    `zones autorisees | zones permises | zone autorisee | departements autorises | perimetre |
     departements | allowed | allowed areas | permitted zones | perimeter | territories allowed`,
  ),
  field(
    'excluded_zones',
    `zones exclues | zone exclue | zones interdites | departements exclus | exclusions | excluded |
     excluded areas | forbidden zones`,
  ),
  field(
    'exclusive_zones',
    `zones exclusives | zone exclusive | departements exclusifs | departement exclusif | exclusivite |
     exclusivites | territoire exclusif | secteur exclusif | zones d'exclusivite | zone d'exclusivite |
     exclusive | exclusive areas | exclusive area | exclusive zone | exclusive territory | exclusivity`,
  ),
  field(
    'excluded_accounts',
    `comptes exclus | compte exclu | clients exclus | client exclu | comptes interdits | clients interdits |
     concurrents | comptes concurrents | excluded account | excluded customers | forbidden accounts |
     competitors | competitor accounts`,
  ),
  field(
    'max_travel_minutes',
    `trajet max | trajet maximum | temps de trajet max | temps trajet max | temps de trajet maximal |
     duree max trajet | rayon minutes | max travel | max travel time | max drive time |
     max drive minutes`,
  ),
  field(
    'cost_per_hour',
    `cout horaire | cout heure | cout par heure | cout de l'heure | taux horaire | hourly cost |
     hourly rate | cost hour | cost/hour`,
  ),
  field(
    'cost_per_km',
    `cout km | cout kilometrique | cout au km | cout par km | bareme km | indemnite kilometrique | ik |
     cost km | cost/km | mileage rate | cost per kilometer | cost per kilometre`,
  ),
  field(
    'g_co2_per_km',
    `g co2 km | co2 km | co2 par km | gco2 km | emission co2 | emissions co2 | emissions | co2 |
     co2 per km | gco2perkm | grams co2 per km`,
  ),
  // of several such columns the one whose cells are vehicles: see vehicle-column
  field(
    'vehicle',
    `véhicule | type de véhicule | type véhicule | catégorie de véhicule | voiture | type de voiture | motorisation |
     type de motorisation | énergie | énergie du véhicule | type d'énergie | carburant | type de carburant | fuel |
     fuel type | energy | engine | engine type | vehicle type | type of vehicle | car | car type | company car |
     mode de transport | mode de déplacement | moyen de transport | transport mode | means of transport`,
  ),
  field(
    'kind',
    `type | statut | nature | type de contrat | contrat | type commercial | rep type | contract type |
     employment type`,
  ),
  field(
    'layer',
    `couche | segment de vente | equipe | force de vente | reseau | team | sales team | sales force |
     overlay`,
  ),
  // read only where there is a hierarchy: see repFields
  field(
    'manager_id',
    `manager | id manager | code manager | matricule manager | manager code | rattache a | rattachement |
     superieur | superieur hierarchique | n+1 | chef des ventes | id chef des ventes | chef de region |
     directeur regional | responsable | id responsable | responsable regional | reports to | reports_to |
     sales manager | line manager | area manager | team lead | supervisor`,
  ),
  field(
    'sector_name',
    `secteur | nom secteur | nom du secteur | libelle secteur | sector | territory | territory name |
     territoire | patch`,
  ),
];

export const ZONE_FIELDS: readonly FieldSpec[] = [
  {
    name: 'id',
    required: true,
    synonyms: names(
      `zone id | zone_id | id zone | zone | code zone | code | identifiant | code postal | cp |
       codepostal | postal_code | postcode | zip | zipcode | zip code | plz | insee | code insee |
       insee com | code_insee | codgeo | code commune | code commune insee | com | depcom | iris |
       code iris | dcomiris | geoid | geoid10 | geoid20 | geoid00 | zcta | zcta5 | zcta5ce10 | zcta5ce20 |
       zcta5ce | fips | fips code | county fips | tractce | nuts_id | nuts id | nuts | ags | gid |
       lau_id | area id | region id | feature id | fid`,
    ),
  },
  also(
    LAT,
    `centroid lat | lat centroid | centroide lat | latitude centroide | latitude du centre | lat centre |
     latitude mairie | cy | center lat | centroid y | ycentroid | intptlat10 | intptlat20`,
  ),
  also(
    LON,
    `centroid lon | lon centroid | centroid lng | centroide lon | longitude centroide |
     longitude du centre | lon centre | longitude mairie | cx | center lon | centroid x | xcentroid |
     intptlon10 | intptlon20`,
  ),
  field(
    'name',
    `nom | libelle | nom zone | zone name | nom commune | nom de la commune | nom_commune | nom com |
     libgeo | lib_com | ville | commune | city | label | namelsad | name10 | namelsad10 | nuts_name |
     gen | libelle commune | toponyme | place`,
  ),
  field(
    'neighbors',
    `neighbours | voisins | zones voisines | voisines | adjacent | adjacents | adjacences | adjacency |
     adjacent zones | neighbor ids | contigus`,
  ),
  field(
    'area_km2',
    `superficie | superficie km2 | surface | surface km2 | aire | aire km2 | area | area sq km | areakm2 |
     sqkm | km2 | flaeche | flaeche km2`,
  ),
  field(
    'department',
    `departement | dep | dept | code departement | code dep | code_dept | num dep | insee dep |
     nom departement | county | kreis`,
  ),
  field(
    'region',
    `reg | code region | code reg | insee reg | nom region | nom reg | state | bundesland | province`,
  ),
];
