// A recorded incident: what was published of it, and what of Ethereum's side is reconstructed from that. The files say where
// each figure is from; what is not published is not filled in.

import { readdirSync, readFileSync } from "node:fs";
import type { Decoded } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";

const incident = d.record({
	format: d.oneOf("sextant-incident-1"),
	chain: d.text(40),
	chainId: d.nullable(d.int(1)),
	title: d.text(120),
	/** Null times: none published, or none on which the sources agree. */
	published: d.record({
		startS: d.nullable(d.int()),
		endS: d.nullable(d.int()),
		lengthS: d.int(1),
	}),
	sources: d.list(d.record({ url: d.text(300), says: d.text(400) }), 10, 1),
	/** The sign of life on Ethereum, and how often it usually comes. `published` false: nobody who runs the chain said so. */
	sign: d.record({
		mark: d.oneOf("batch", "root"),
		everyS: d.int(1),
		published: d.flag,
		/**
		 * What judges the silence. `shipped`: what a profile of the chain is judged by today. `of-its-time`: the shipped rule over
		 * what was published then, because the chain posts otherwise today. `supposed`: the shipped rule over a figure that nobody
		 * who runs the chain gave; the wallet itself judges nothing there.
		 */
		limits: d.oneOf("shipped", "of-its-time", "supposed"),
	}),
	reconstructed: d.oneOf(true),
	reconstruction: d.text(600),
	couldSpeak: d.flag,
	why: d.text(600),
});
export type Incident = Decoded<typeof incident> & { readonly name: string };

const folder = new URL(".", import.meta.url);

/** All of this folder, by name. @throws bad-field */
export const readIncidents = (): readonly Incident[] =>
	readdirSync(folder)
		.filter((file) => file.endsWith(".json"))
		.sort()
		.map((file) => ({
			name: file.slice(0, -".json".length),
			...incident(
				JSON.parse(readFileSync(new URL(file, folder), "utf8")),
				file,
			),
		}));
