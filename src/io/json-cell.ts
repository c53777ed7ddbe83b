// Values of JSON as text of a cell. JSON may hold what no file can: half a character, and brackets so deep that writing
// them again would end the program.

/**
 * The text without halves of surrogate pairs, for which UTF-8 has no bytes, and with the symbol of NUL for a NUL, for which a
 * CSV file is refused: neither would come back as it was.
 */
export function wellFormed(text: string): string {
  return shownNul(text.isWellFormed() ? text : text.toWellFormed());
}

/** The text with the symbol of NUL for each NUL. */
export function shownNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\u2400') : text;
}

/** An object or a list as JSON; '' when it is nested too deeply. */
export function jsonText(value: unknown): string {
  try {
    return wellFormed(JSON.stringify(value));
  } catch {
    return '';
  }
}
