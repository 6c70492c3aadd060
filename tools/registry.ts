// Makes src/clear/registry.lzma, and src/clear/registry-digest.ts beside it, from a checkout of
// ethereum/clear-signing-erc7730-registry, which has to be here already: nothing is fetched. The same files give the same bytes.
//
//   npx tsx tools/registry.ts FOLDER      the checkout's folder "registry"; xz packs it

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { asFault } from "../src/base/fault.ts";
import type {
	ClearDescriptor,
	ClearField,
	ClearFormat,
} from "../src/clear/descriptor.ts";
import { fieldParts, isWithheld } from "../src/clear/registry.ts";
import { parseSignature } from "../src/clear/signature.ts";
import { plainDescriptor } from "./clear.ts";

/** Ethereum and large rollups; no chain for tests. */
const chains = [1, 10, 130, 324, 8_453, 42_161, 59_144, 534_352];

/**
 * Whose contracts people meet: of all that the registry has on these chains. Left out are what few hold (funds, vaults and stakes of
 * one house, games), votes and permits by token, which the wallet reads by their standards.
 */
const owners = [
	"1inch",
	"aave",
	"circle",
	"consensus-specs",
	"ethena",
	"kyberswap",
	"layerswap",
	"lido",
	"lifi",
	"lombard",
	"morpho",
	"okx",
	"opensea",
	"paraswap",
	"safe",
	"starkgate",
	"swell",
	"tether",
	"uniswap",
	"walletconnect",
	"weth",
];

/** Without what the reader refuses; null where nothing is left. */
export const withoutWithheld = (
	all: ClearDescriptor,
): ClearDescriptor | null => {
	const { messages = {}, ...rest } = all;
	const left = Object.entries(messages).filter(([type]) => !isWithheld(type));
	if (left.length > 0) return { ...rest, messages: Object.fromEntries(left) };
	return Object.keys(rest.formats).length === 0 ? null : rest;
};

/** The descriptors of the chosen, in the order of their files; what cannot be read is told and left out. */
export const chosenDescriptors = (
	folder: string,
	tell: (why: string) => void = () => {},
): readonly ClearDescriptor[] =>
	owners.flatMap((owner) =>
		readdirSync(join(folder, owner))
			.filter((name) => /^(calldata|eip712)-.*\.json$/.test(name))
			.sort()
			.flatMap((name) => {
				try {
					const found = plainDescriptor(join(folder, owner, name));
					for (const one of Object.keys(found.formats)) parseSignature(one);
					const deployments = found.deployments.filter(({ chainId }) =>
						chains.includes(chainId),
					);
					if (deployments.length === 0) return [];
					return withoutWithheld({ ...found, deployments }) ?? [];
				} catch (thrown) {
					tell(`${owner}/${name}: ${asFault(thrown).message}`);
					return [];
				}
			}),
	);

/** Each value once, and where it stands. */
const table = <T>() => {
	const places = new Map<string, number>();
	const list: T[] = [];
	return {
		list,
		placeOf: (value: T): number => {
			const key = JSON.stringify(value);
			const found = places.get(key);
			if (found !== undefined) return found;
			places.set(key, list.length);
			return list.push(value) - 1;
		},
	};
};

/** Without what no field speaks of; 0 where nothing is left. */
const named = <T>(
	all: { readonly [name: string]: T } | undefined,
	text: string,
): { readonly [name: string]: T } | 0 => {
	const kept = Object.entries(all ?? {}).filter(([name]) =>
		text.includes(`.${name}"`),
	);
	return kept.length === 0 ? 0 : Object.fromEntries(kept);
};

const fieldList = (field: ClearField): readonly unknown[] => {
	const parts: unknown[] = fieldParts.map((part) => field[part] ?? 0);
	while (parts.at(-1) === 0) parts.pop();
	return parts;
};

/** As src/clear/registry.ts unpacks it. */
export const registryBytes = (all: readonly ClearDescriptor[]): Uint8Array => {
	const formats = table<readonly [unknown, readonly unknown[]]>();
	const contracts = table<unknown>();
	const placesOf = (of: { readonly [name: string]: ClearFormat } = {}) => [
		Object.keys(of),
		Object.values(of).map(({ intent, fields }) =>
			formats.placeOf([
				typeof intent === "object"
					? Object.values(intent).join(" ")
					: (intent ?? 0),
				fields.map(fieldList),
			]),
		),
	];
	/** Those that say the same are one, wherever they are deployed. */
	const places = new Map<string, Map<string, number>>();
	for (const one of all) {
		const text = JSON.stringify([one.formats, one.messages]);
		const key = JSON.stringify([
			one.owner,
			contracts.placeOf([placesOf(one.formats), placesOf(one.messages)]),
			named(one.constants, text),
			named(one.enums, text),
		]);
		const at = places.get(key) ?? new Map<string, number>();
		for (const { chainId, address } of one.deployments)
			at.set(address, (at.get(address) ?? 0) | (1 << chains.indexOf(chainId)));
		places.set(key, at);
	}
	const rows = [...places].map(([key, at]) => {
		const [owner, contract, constants, enums] = JSON.parse(key);
		return [owner, [...at.values()], contract, constants, enums];
	});
	const text = Buffer.from(
		JSON.stringify([chains, formats.list, contracts.list, rows]),
	);
	const head = Buffer.alloc(4);
	head.writeUInt32LE(text.length);
	const addresses = [...places.values()].flatMap((at) => [...at.keys()]);
	return Buffer.concat([
		head,
		text,
		...addresses.map((one) => Buffer.from(one.slice(2), "hex")),
	]);
};

const main = (folder: string | undefined): void => {
	if (folder === undefined) throw new Error("the registry's folder is needed");
	const all = chosenDescriptors(folder, console.error);
	const plain = registryBytes(all);
	// what src/base/lzma.ts reads
	const kind = "--lzma1=preset=9e,lc=4,lp=0,pb=0,nice=273,depth=4096,dict=1MiB";
	const packed = execFileSync("xz", ["--format=raw", kind, "--stdout"], {
		input: plain,
		maxBuffer: 10_000_000,
	});
	const to = fileURLToPath(new URL("../src/clear/", import.meta.url));
	writeFileSync(join(to, "registry.lzma"), packed);
	const digest = createHash("sha256").update(packed).digest("hex");
	writeFileSync(
		join(to, "registry-digest.ts"),
		`// Made by tools/registry.ts: the SHA-256 of registry.lzma, and how long it is unpacked.

export const registryDigest =
	"0x${digest}";
export const registrySize = ${String(plain.length).replace(/\B(?=(\d{3})+$)/g, "_")};
`,
	);
	console.log(
		`${all.length} files, ${plain.length} bytes, ${packed.length} packed`,
	);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv[2]);
