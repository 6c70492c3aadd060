// A recorded incident: what was published of it, and what of Ethereum's side is reconstructed from that. The files say where
// each figure is from; what is not published is not filled in.

import { readdirSync, readFileSync } from "node:fs";
import {
	type Decoded,
	flag,
	int,
	list,
	nullable,
	oneOf,
	record,
	text,
} from "../../../src/base/decode.ts";

const incident = record({
	format: oneOf("sextant-incident-1"),
	chain: text(40),
	chainId: nullable(int(1)),
	title: text(120),
	/** Null times: none published, or none on which the sources agree. */
	published: record({
		startS: nullable(int()),
		endS: nullable(int()),
		lengthS: int(1),
	}),
	sources: list(record({ url: text(300), says: text(400) }), 10, 1),
	/** The sign of life on Ethereum, and how often it usually comes. `published` false: nobody who runs the chain said so. */
	sign: record({
		mark: oneOf("batch", "root"),
		everyS: int(1),
		published: flag,
		/**
		 * What judges the silence. `shipped`: what a profile of the chain is judged by today. `of-its-time`: the shipped rule over
		 * what was published then, because the chain posts otherwise today. `supposed`: the shipped rule over a figure that nobody
		 * who runs the chain gave; the wallet itself judges nothing there.
		 */
		limits: oneOf("shipped", "of-its-time", "supposed"),
	}),
	reconstructed: oneOf(true),
	reconstruction: text(600),
	couldSpeak: flag,
	why: text(600),
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
