// What JSON Schema (draft-07, the one that editors know best) can say of a value of sectorize.yaml. Every parser and every
// reader carries its own, so that what is read and what editors check have one source.

export type Schema = { readonly [keyword: string]: unknown };

/** nothing after the colon: the key is not set */
const NOTHING: Schema = { type: 'null' };

/** A function with what it takes. */
export function describedBy<F extends (...args: never[]) => unknown>(
  schema: Schema,
  run: F,
): F & { readonly schema: Schema } {
  return Object.assign(run, { schema });
}

export const either = (...schemas: readonly Schema[]): Schema => ({ anyOf: schemas });

/** Of an object: these keys are there, with something after the colon. */
export function needs(...keys: readonly string[]): Schema {
  return {
    type: 'object',
    required: keys,
    properties: Object.fromEntries(keys.map(key => [key, { not: NOTHING }])),
  };
}

/** The same, or nothing. Description and default stay in front, where editors look for them. */
export function orNothing({ description, default: usual, ...schema }: Schema): Schema {
  const told = {
    ...(description === undefined ? {} : { description }),
    ...(usual === undefined ? {} : { default: usual }),
  };
  if (schema.type !== undefined && schema.enum === undefined) {
    const types = [schema.type].flat();
    return { ...told, ...schema, type: types.includes('null') ? types : [...types, 'null'] };
  }
  const choices = Object.keys(schema).length === 1 && schema.anyOf;
  return { ...told, anyOf: [...(Array.isArray(choices) ? choices : [schema]), NOTHING] };
}
