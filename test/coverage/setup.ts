// A process of Vitest is ended from outside and would not write what it counted.

import { takeCoverage } from 'node:v8';
import { afterAll } from 'vitest';

afterAll(() => takeCoverage());
