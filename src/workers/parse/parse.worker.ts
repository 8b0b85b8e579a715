import { exposeMethods } from '../link/expose.ts';
import { parseMethods } from './parse-methods.ts';

/** Reads files and texts. Holds nothing: it can be ended at any time. */

exposeMethods(self, parseMethods);
