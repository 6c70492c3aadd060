// What the vault imports in place of noble's scrypt, in a campaign.

import { scryptAsync as real } from "@noble/hashes/scrypt.js";
import { remembered } from "./remembered.ts";

export const scryptAsync = remembered(real);
