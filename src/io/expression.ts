// Formulas over columns: arithmetic, comparisons, min, max, round and if, of numbers only. jsep (imported only here) makes a
// tree of the text and runs nothing; what the tree may have is listed below, so there is no way to anything but numbers.

import jsep from 'jsep';

export interface Formula {
  readonly text: string;
  /** columns as written, each once, in the order of the text */
  readonly names: readonly string[];
  /** NaN or infinite where it divides by zero */
  readonly evaluate: (value: (name: string) => number) => number;
}

export type ParsedFormula = { readonly formula: Formula } | { readonly fault: string };

type Value = (name: string) => number;
type Node = (value: Value) => number;

/** longer ones are no formulas; it bounds the depth of the tree, too */
const LONGEST = 500;
const FUNCTIONS: Readonly<
  Record<string, readonly [least: number, most: number, (...values: number[]) => number]>
> = {
  min: [1, 20, Math.min],
  max: [1, 20, Math.max],
  round: [1, 1, Math.round],
  floor: [1, 1, Math.floor],
  ceil: [1, 1, Math.ceil],
  abs: [1, 1, Math.abs],
};
const flag = (is: boolean): number => (is ? 1 : 0);
const BINARY = new Map<string, (a: number, b: number) => number>([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['<', (a, b) => flag(a < b)],
  ['<=', (a, b) => flag(a <= b)],
  ['>', (a, b) => flag(a > b)],
  ['>=', (a, b) => flag(a >= b)],
  ['==', (a, b) => flag(a === b)],
  ['!=', (a, b) => flag(a !== b)],
  ['&&', (a, b) => flag(a !== 0 && b !== 0)],
  ['||', (a, b) => flag(a !== 0 || b !== 0)],
]);

export const FORMULA_SIGNS = `+ - * / < <= > >= == != && || ! ? : ( ), if(…), ${Object.keys(FUNCTIONS).join(', ')}`;

for (const operator of Object.keys(jsep.binary_ops)) if (!BINARY.has(operator)) jsep.removeBinaryOp(operator);
for (const operator of Object.keys(jsep.unary_ops))
  if (!['-', '+', '!'].includes(operator)) jsep.removeUnaryOp(operator);
jsep.removeAllLiterals();

/** `[CA potentiel]`: a name with anything in it but `]` */
jsep.hooks.add('gobble-token', function (env) {
  if (this.char !== '[') return;
  const end = this.expr.indexOf(']', this.index);
  if (end < 0) throw new Fault('[ without ]', this.index);
  const name = this.expr.slice(this.index + 1, end).trim();
  if (name === '') throw new Fault('no name between [ and ]', this.index);
  this.index = end + 1;
  env.node = { type: 'Identifier', name };
});

/** Described as jsep describes its own. */
class Fault extends Error {
  readonly description: string;
  readonly index: number | undefined;
  constructor(description: string, index?: number) {
    super(description);
    this.description = description;
    this.index = index;
  }
}

/** The formula, or what is wrong with the text and where. */
export function parseFormula(text: string): ParsedFormula {
  if (text.length > LONGEST) return { fault: `more than ${LONGEST} characters` };
  const names = new Set<string>();
  try {
    const run = compile(jsep(text), names, text);
    if (names.size === 0) throw new Fault('no column in it');
    return { formula: { text, names: [...names], evaluate: run } };
  } catch (error) {
    const { description, index } = error as { description?: string; index?: number };
    if (description === undefined) throw error;
    const said = description.replace(/ at character \d+$/, '');
    return { fault: index === undefined ? said : `${said} at character ${index + 1}` };
  }
}

function compile(tree: jsep.Expression, names: Set<string>, text: string): Node {
  const node = tree as jsep.CoreExpression;
  const part = (of: jsep.Expression) => compile(of, names, text);
  switch (node.type) {
    case 'Literal': {
      const { value, raw } = node;
      if (typeof value !== 'number') throw new Fault(`${raw}, which is no number`, at(text, raw));
      return () => value;
    }
    case 'Identifier': {
      const { name } = node;
      names.add(name);
      return value => value(name);
    }
    case 'UnaryExpression': {
      const of = part(node.argument);
      if (node.operator === '-') return value => -of(value);
      return node.operator === '!' ? value => flag(of(value) === 0) : of;
    }
    case 'BinaryExpression': {
      const [left, right] = [part(node.left), part(node.right)];
      const run = BINARY.get(node.operator);
      if (!run) throw new Fault(`the sign ${node.operator}`, at(text, node.operator));
      return value => run(left(value), right(value));
    }
    case 'ConditionalExpression':
      return choice(part(node.test), part(node.consequent), part(node.alternate));
    case 'CallExpression': {
      const called = node.callee as jsep.CoreExpression;
      const name = called.type === 'Identifier' ? called.name : '';
      const given = node.arguments.map(part);
      if (name === 'if') {
        if (given.length !== 3) throw new Fault('if needs a condition and two values', at(text, name));
        return choice(...(given as [Node, Node, Node]));
      }
      const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
      if (!known)
        throw new Fault(`the function ${name || 'of something'}, which there is not`, at(text, name));
      const [least, most, run] = known;
      if (given.length < least || given.length > most)
        throw new Fault(`${name} with ${given.length} values`, at(text, name));
      return value => run(...given.map(of => of(value)));
    }
    case 'Compound':
      throw new Fault(
        node.body.length === 0
          ? 'nothing'
          : 'two values side by side (a sign between them, a point in decimals, [ ] around names with blanks)',
      );
    case 'MemberExpression':
      throw new Fault('a point or [ ] behind a name (columns are written [CA 2026])');
    default:
      throw new Fault(`a ${tree.type}, which no formula has`);
  }
}

/** only what is chosen is computed: if(visits > 0, revenue / visits, 0) divides by no zero */
const choice =
  (test: Node, yes: Node, no: Node): Node =>
  value =>
    test(value) === 0 ? no(value) : yes(value);

function at(text: string, part: string): number | undefined {
  const found = part === '' ? -1 : text.indexOf(part);
  return found < 0 ? undefined : found;
}
