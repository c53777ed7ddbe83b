// Lists in messages: short, however long they are.

/** how many examples a message gives */
export const EXAMPLES = 5;

/** `a, b, c and 12 more` */
export function list(items: readonly string[], most: number): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}
