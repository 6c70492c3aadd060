// Loaded before the campaign: the vault's scrypt is computed once for each password, salt and cost. Thousands of attempts ask
// for the same few keys, and most of a second for each would be all that a campaign does.

import { register } from "node:module";

register("./quick-hook.mjs", import.meta.url);
