// Where JSON is broken. JSON.parse is fast but does not say on which line; this walks the text, only when it failed.

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: JSON strings may not contain them
const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: as above

export interface JsonFault {
  /** 1-based */
  readonly line: number;
  /** the text ends before the value does */
  readonly unfinished: boolean;
}

/** The first fault of a text, or null when it is one valid JSON value. */
export function findJsonFault(text: string): JsonFault | null {
  const open: ('{' | '[')[] = [];
  // what may come next: a value, a key, and so on; `]` or `}` where a list may still be empty
  let expect: 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or close' | 'end' = 'value';
  let at = 0;
  const closed = (): typeof expect => (open.length === 0 ? 'end' : ', or close');
  for (;;) {
    TOKEN.lastIndex = at;
    const match = nextToken(text);
    if (!match) {
      const rest = /[^ \t\n\r]/g;
      rest.lastIndex = at;
      const next = rest.exec(text);
      if (!next) return expect === 'end' ? null : { line: lineAt(text, text.length), unfinished: true };
      const unfinished = text[next.index] === '"' && !/["\n]/.test(text.slice(next.index + 1));
      return { line: lineAt(text, next.index), unfinished };
    }
    const [whole, mark, string, literal] = match;
    const start = at + whole.length - (mark ?? string ?? literal ?? '').length;
    at += whole.length;
    const value = expect === 'value' || expect === 'value or ]';
    const key = expect === 'key' || expect === 'key or }';
    if (literal !== undefined && value) expect = closed();
    else if (string !== undefined && value) expect = closed();
    else if (string !== undefined && key) expect = ':';
    else if (mark === ':' && expect === ':') expect = 'value';
    else if (mark === ',' && expect === ', or close') expect = open.at(-1) === '{' ? 'key' : 'value';
    else if ((mark === '{' || mark === '[') && value) {
      open.push(mark);
      expect = mark === '{' ? 'key or }' : 'value or ]';
    } else if (mark === '}' && open.at(-1) === '{' && (expect === ', or close' || expect === 'key or }')) {
      open.pop();
      expect = closed();
    } else if (mark === ']' && open.at(-1) === '[' && (expect === ', or close' || expect === 'value or ]')) {
      open.pop();
      expect = closed();
    } else return { line: lineAt(text, start), unfinished: false };
  }
}

function lineAt(text: string, at: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

function nextToken(text: string): RegExpExecArray | null {
  try {
    return TOKEN.exec(text);
  } catch {
    return null; // a string of many megabytes is more than the engine can match: the fault is there or behind it
  }
}
