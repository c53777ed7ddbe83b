// Values of JSON as text of a cell. JSON may hold what no file can: half a character, and brackets so deep that writing
// them again would end the program.

/** The text without halves of surrogate pairs: UTF-8 has no bytes for them, so they would not come back as they were. */
export function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed();
}

/** An object or a list as JSON; '' when it is nested too deeply. */
export function jsonText(value: unknown): string {
  try {
    return wellFormed(JSON.stringify(value));
  } catch {
    return '';
  }
}
