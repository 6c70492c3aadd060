// A descriptor file of the ERC-7730 registry as src/clear/ keeps one: what it includes put in, what it refers to put in its place,
// and nothing else. The files have to be here already: nothing is fetched.
//
//   npx tsx tools/clear.ts FILE …      prints, as JSON, those that can be read, and says of the others why not

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { asFault } from "../src/base/fault.ts";
import {
	type ClearDescriptor,
	decodeDescriptor,
} from "../src/clear/descriptor.ts";

type Tree = { readonly [name: string]: unknown };
const isTree = (raw: unknown): raw is Tree =>
	typeof raw === "object" && raw !== null && !Array.isArray(raw);
const treeAt = (raw: unknown, ...names: readonly string[]): Tree => {
	let found: unknown = raw;
	for (const name of names) found = isTree(found) ? found[name] : undefined;
	return isTree(found) ? found : {};
};

/** Of two fields of one path, what the file says goes before what it includes. */
const mergedFields = (
	under: readonly unknown[],
	over: readonly unknown[],
): readonly unknown[] => {
	const pathOf = (one: unknown): unknown =>
		isTree(one) ? one.path : undefined;
	const found = under.map((one) => {
		const own = over.find(
			(other) => pathOf(one) !== undefined && pathOf(other) === pathOf(one),
		);
		return own === undefined ? one : merged(one, own);
	});
	const paths = new Set(under.map(pathOf));
	return [
		...found,
		...over.filter(
			(one) => pathOf(one) === undefined || !paths.has(pathOf(one)),
		),
	];
};

const merged = (under: unknown, over: unknown, name = ""): unknown => {
	if (Array.isArray(under) && Array.isArray(over) && name === "fields")
		return mergedFields(under, over);
	if (!isTree(under) || !isTree(over)) return over ?? under;
	return Object.fromEntries(
		[...new Set([...Object.keys(under), ...Object.keys(over)])].map((one) => [
			one,
			merged(under[one], over[one], one),
		]),
	);
};

const loaded = (path: string, depth = 0): Tree => {
	const raw: unknown = JSON.parse(readFileSync(path, "utf8"));
	if (!isTree(raw)) throw new Error(`${path} is no record`);
	if (typeof raw.includes !== "string" || depth > 4) return raw;
	const under = loaded(join(dirname(path), raw.includes), depth + 1);
	const whole = merged(under, raw);
	return isTree(whole) ? whole : raw;
};

/** The fields of a format, flat: a group's fields stand below its path, and a definition stands in the place of its name. */
const flatFields = (
	raw: unknown,
	definitions: Tree,
	above = "",
): readonly unknown[] => {
	if (!Array.isArray(raw)) return [];
	return raw.flatMap((one: unknown): readonly unknown[] => {
		if (!isTree(one)) return [one];
		const path =
			typeof one.path === "string" && above !== "" && !/^[#@$]/.test(one.path)
				? `${above}.${one.path}`
				: one.path;
		if (Array.isArray(one.fields))
			return flatFields(
				one.fields,
				definitions,
				typeof path === "string" ? path.replace(/^#\./, "") : above,
			);
		const [, name = ""] =
			/^\$\.display\.definitions\.(\w+)$/.exec(String(one.$ref ?? "")) ?? [];
		const whole = merged(treeAt(definitions, name), one);
		return [{ ...(isTree(whole) ? whole : one), path }];
	});
};

/** @throws clear-format for what is not read here */
export const plainDescriptor = (file: string): ClearDescriptor => {
	const raw = loaded(file);
	const contract = treeAt(raw, "context", "contract").deployments;
	const deployments =
		contract ?? treeAt(raw, "context", "eip712").deployments ?? [];
	const display = treeAt(raw, "display");
	const metadata = treeAt(raw, "metadata");
	const formats = Object.fromEntries(
		Object.entries(treeAt(display, "formats")).map(([signature, format]) => [
			signature,
			{
				...treeAt(format),
				fields: flatFields(
					treeAt(format).fields,
					treeAt(display, "definitions"),
				),
			},
		]),
	);
	const isTyped = Object.hasOwn(treeAt(raw, "context"), "eip712");
	return decodeDescriptor({
		deployments,
		owner: metadata.owner ?? metadata.contractName ?? "",
		...(metadata.constants === undefined
			? {}
			: { constants: metadata.constants }),
		...(metadata.enums === undefined ? {} : { enums: metadata.enums }),
		...(isTyped ? { formats: {}, messages: formats } : { formats }),
	});
};

const main = (files: readonly string[]): void => {
	const found = files.flatMap((file) => {
		try {
			return [plainDescriptor(file)];
		} catch (thrown) {
			console.error(`${file}: ${asFault(thrown).message}`);
			return [];
		}
	});
	console.log(JSON.stringify(found));
};

if (process.argv[1] === fileURLToPath(import.meta.url))
	main(process.argv.slice(2));
