// Every class of attackers there is. A new one is a file beside this one and a line here.

import type { AttackClass } from "./class.ts";
import { eclipseClass } from "./eclipse.ts";
import { engineClass } from "./engine.ts";
import { fileClass } from "./file.ts";
import { layerClass } from "./layer.ts";
import { liesClass } from "./lies.ts";
import { siteClass } from "./site.ts";

export const classes: readonly AttackClass[] = [
	engineClass,
	fileClass,
	eclipseClass,
	siteClass,
	liesClass,
	layerClass,
];
