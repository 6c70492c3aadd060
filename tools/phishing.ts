// Makes src/phishing/list.ts from the files of a source that somebody else keeps, which have to be here already: nothing is
// fetched. The same files give the same bytes.
//
//   npx tsx tools/phishing.ts --list all.json --newest 2026-02.json --newest 2026-01.json --on 2026-02-03 --most 15000
//
// --list     {"deny": [hosts], "allow": [hosts]}; an allowed host is one that gives names away: it is not listed by itself
// --newest   [{"url": host}, …], the newest first; hosts of these that are denied still come first. Without any, all are alike
// --most     so many names at most
// --on       the day of the source

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { list, record, text } from "../src/base/decode.ts";
import { isKnownSite } from "../src/phishing/alike.ts";
import { hostOfOrigin, namesOver } from "../src/phishing/hosts.ts";
import { packNames } from "../src/phishing/set.ts";

const source = record({
	deny: list(text(400), 1_000_000),
	allow: list(text(400), 10_000),
});
const dated = list(record({ url: text(400) }), 1_000_000);

/** A host as the list has it; null for what is none, or has no domain of its own. */
export const listedHost = (raw: string): string | null => {
	const host = hostOfOrigin(
		`https://${raw.trim().toLowerCase().replace(/^\*\./, "").replace(/\.$/, "")}/`,
	);
	return host === null || namesOver(host).length === 0 ? null : host;
};

/** The names to be listed: the newest that are denied still, then the others in the order of their letters, sites people know left out. */
export const chosenNames = (
	{ deny, allow }: { deny: readonly string[]; allow: readonly string[] },
	newest: readonly string[],
	most: number,
): {
	readonly names: readonly string[];
	readonly shared: readonly string[];
} => {
	const hosts = (raw: readonly string[]): readonly string[] =>
		raw.map(listedHost).filter((host) => host !== null);
	const shared = [...new Set(hosts(allow))].sort();
	const denied = new Set(
		hosts(deny).filter((host) => !shared.includes(host) && !isKnownSite(host)),
	);
	// what is below a listed name is listed with it
	const isBelow = (host: string): boolean =>
		namesOver(host).some((name) => name !== host && denied.has(name));
	const first = hosts(newest).filter((host) => denied.has(host));
	const rest = [...denied].sort();
	const names = [...new Set([...first, ...rest])].filter(
		(host) => !isBelow(host),
	);
	return { names: names.slice(0, most), shared };
};

const main = (args: readonly string[]): void => {
	const { values } = parseArgs({
		args: [...args],
		options: {
			list: { type: "string" },
			newest: { type: "string", multiple: true },
			most: { type: "string", default: "15000" },
			bits: { type: "string", default: "12" },
			on: { type: "string" },
			to: { type: "string" },
		},
	});
	const { list: file, newest = [], most, bits, on } = values;
	if (file === undefined || on === undefined || !/^\d{4}-\d\d-\d\d$/.test(on))
		throw new Error("--list FILE and --on YYYY-MM-DD are needed");
	const read = (path: string): unknown =>
		JSON.parse(readFileSync(path, "utf8"));
	const recent = newest.flatMap((path) =>
		dated(read(path), path).map(({ url }) => url),
	);
	const { names, shared } = chosenNames(
		source(read(file), file),
		recent,
		Number(most),
	);
	const packed = packNames(names, Number(bits));
	const to =
		values.to ??
		fileURLToPath(new URL("../src/phishing/list.ts", import.meta.url));
	const head = `// The list of this release, made by tools/phishing.ts, which wrote this file: README.md here says from what, and how to make it
// anew.

import type { PhishingList } from "./set.ts";

export const phishingList: PhishingList = `;
	const body = JSON.stringify({ madeOn: on, ...packed, shared }, null, "\t")
		.replaceAll(/^(\t+)"(\w+)":/gm, "$1$2:")
		.replaceAll(/([\]"\d])\n(?=\t*[\]}])/g, "$1,\n")
		.replace(/^\tpacked: (?=".{80})/m, "\tpacked:\n\t\t");
	writeFileSync(to, `${head}${body};\n`);
	console.error(
		`${names.length} names, ${shared.length} hosts that give names away: ${packed.packed.length} characters, 1 in ${2 ** Number(bits)} taken wrongly`,
	);
};

if (process.argv[1] === fileURLToPath(import.meta.url))
	main(process.argv.slice(2));
