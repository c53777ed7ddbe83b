// The language of what is said: the option, else the environment. Only French and English are spoken.

export type Lang = 'fr' | 'en';

/** From the words of the command line, for what goes wrong before they are understood. */
export function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv): Lang {
  const at = argv.indexOf('--lang');
  const asked = at >= 0 ? argv[at + 1] : argv.find(word => word.startsWith('--lang='))?.slice(7);
  if (asked === 'fr' || asked === 'en') return asked;
  return /^fr/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'fr' : 'en';
}
