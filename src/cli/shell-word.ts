/** A word as a shell takes it for one, in commands that are shown to be copied: cmd.exe knows double quotes only. */
export function shellWord(text: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return /^[\w.:\\/-]+$/.test(text) ? text : `"${text.replaceAll('"', '')}"`;
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
