/** The last part of a path, written for any system: plans name their inputs so, and are read on other machines. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
