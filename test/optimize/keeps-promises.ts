import { overdraft, type State } from '../../src/optimize/state.ts';

/** Are balance and the budgets kept? */
export const keepsPromises = (state: State): boolean => state.brokenRows === 0 && overdraft(state) === 0;
