// `sextant profiles --draft`: the present contracts of a rollup that ships, read by proof, as a profile file that says of each
// difference that it was only seen. It is a file like any other: nothing follows it before a person confirmed what it changes.

import { writeFile } from "node:fs/promises";
import { type Hex, isHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { type PinReading, pinStandings, pinsWanted } from "../exit/pins.ts";
import { readStandings } from "../exit/standings.ts";
import { decodeRollupProfile, pinnedOf } from "../l2/checks.ts";
import { addressIn, lookOf } from "../l2/look.ts";
import { implementationSlot } from "../l2/pinned.ts";
import type { KnownBy, RollupProfile } from "../l2/profile.ts";
import { checkImport } from "../receipt/network-import.ts";
import {
	decodeNetworkFile,
	type Release,
	release,
} from "../receipt/networks.ts";
import type { WantedAccount } from "../state/capture.ts";
import { type L1Asked, type L1Outside, overL1 } from "./over-l1.ts";
import { standingLines } from "./prove.ts";

/** How often it is read again where something was upgraded in between. */
const mostReads = 3;

type Json = { readonly [field: string]: unknown };
const isRecord = (value: unknown): value is Json =>
	typeof value === "object" && value !== null && !Array.isArray(value);
const hexIn = (value: unknown, bytes: number): Hex | null =>
	typeof value === "string" && isHex(value, bytes) ? value : null;

/** A contract where the profile has one, wherever that is: an address with what is pinned of it. */
type Place = { readonly path: string; readonly address: Hex } & {
	readonly fields: Json;
};

const placesIn = (value: unknown, path = ""): readonly Place[] => {
	if (Array.isArray(value))
		return value.flatMap((one, i) => placesIn(one, `${path}[${i}]`));
	if (!isRecord(value)) return [];
	const address = hexIn(value.address, 20);
	const own =
		address !== null && ("codeHash" in value || "implementation" in value)
			? [{ path, address, fields: value }]
			: [];
	return [
		...own,
		...Object.entries(value).flatMap(([name, one]) =>
			placesIn(one, path === "" ? name : `${path}.${name}`),
		),
	];
};

/** With what is found in the place of each contract. */
const replaced = (
	value: unknown,
	found: ReadonlyMap<string, Json>,
	path = "",
): unknown => {
	if (Array.isArray(value))
		return value.map((one, i) => replaced(one, found, `${path}[${i}]`));
	if (!isRecord(value)) return value;
	const own = found.get(path);
	if (own !== undefined) return own;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [
			name,
			replaced(one, found, path === "" ? name : `${path}.${name}`),
		]),
	);
};

/** What is at a contract's address now. */
type Present = {
	readonly codeHash: Hex | null;
	readonly implementation: Hex | null;
	readonly implementationCodeHash: Hex | null;
};

type Read = (wanted: readonly WantedAccount[]) => Promise<PinReading>;

/** All of it at one block. @throws no-proof-window where what proxies delegate to changes at every read; what `read` throws */
const presentOf = async (
	places: readonly Place[],
	slotOf: (address: Hex) => Hex,
	read: Read,
): Promise<{
	readonly blockNumber: number;
	readonly present: ReadonlyMap<Hex, Present>;
}> => {
	const proxies = places.map(({ address, fields }) => ({
		address,
		slots: "implementation" in fields ? [slotOf(address)] : [],
	}));
	let behind: readonly Hex[] = [];
	for (let tries = 0; tries < mostReads; tries++) {
		const reading = await read([
			...proxies,
			...behind.map((address) => ({ address, slots: [] })),
		]);
		const look = lookOf(reading);
		const hashOf = (address: Hex): Hex | null => {
			const account = look.account(address);
			return account?.exists === true ? account.codeHash : null;
		};
		const present = new Map(
			places.map(({ address, fields }): [Hex, Present] => {
				const implementation =
					"implementation" in fields
						? addressIn(look.word(address, slotOf(address)))
						: null;
				return [
					address,
					{
						codeHash: hashOf(address),
						implementation,
						implementationCodeHash:
							implementation === null ? null : hashOf(implementation),
					},
				];
			}),
		);
		const now = [...present.values()].flatMap(
			({ implementation }) => implementation ?? [],
		);
		const { blockNumber } = reading.basis.value;
		if (blockNumber !== null && now.every((one) => behind.includes(one)))
			return { blockNumber, present };
		behind = [...new Set(now)];
	}
	throw new Fault("no-proof-window", "the contracts change at every read");
};

/** What a release before had: a contract that runs that is as this release knows it. */
const earlierIn = ({ earlier }: Json): readonly Json[] =>
	Array.isArray(earlier) ? earlier.filter(isRecord) : [];

/** The contract as it is now, and a line for each field that is another; null where nothing is. */
const amended = (
	{ path, fields }: Place,
	{ codeHash, implementation, implementationCodeHash }: Present,
	seen: KnownBy,
): { readonly fields: Json; readonly lines: readonly string[] } | null => {
	const next: { [field: string]: unknown } = {};
	const put = (name: string, value: Hex | null): boolean => {
		if (value === null || fields[name] === value) return false;
		next[name] = value;
		return true;
	};
	const isCode = "codeHash" in fields && put("codeHash", codeHash);
	const isEarlier = earlierIn(fields).some(
		(one) =>
			one.implementation === implementation &&
			one.implementationCodeHash === implementationCodeHash,
	);
	const isMoved =
		"implementation" in fields &&
		!isEarlier &&
		put("implementation", implementation);
	// what is there now was read, so it is pinned whole; what did not move stays pinned as it was
	const isBehind =
		!isEarlier &&
		(isMoved || fields.implementationCodeHash !== undefined) &&
		put("implementationCodeHash", implementationCodeHash);
	if (!isCode && !isMoved && !isBehind) return null;
	const known = isRecord(fields.known) ? fields.known : { code: seen };
	return {
		fields: {
			...fields,
			...next,
			known: {
				...known,
				...(isCode && { code: seen }),
				...((isMoved || isBehind) && { implementation: seen }),
			},
		},
		lines: Object.entries(next).map(
			([name, is]) =>
				`  CHANGED ${path}.${name}: ${String(fields[name] ?? "not pinned")} -> ${String(is)}`,
		),
	};
};

export type ProfileDraft = {
	readonly profile: RollupProfile;
	/** What differs from the profile it was made from, field by field. */
	readonly changed: readonly string[];
	/** What is pinned and could not be drafted: somebody has to look. */
	readonly open: readonly string[];
	readonly blockNumber: number;
};

/**
 * The profile with its contracts as they are now on L1.
 * @param read all of what it is given, by proof, under one block
 * @throws as `presentOf`; bad-field where what was found is no profile of the kind
 */
export const draftOf = async (
	profile: RollupProfile,
	read: Read,
): Promise<ProfileDraft> => {
	const pins = pinnedOf(profile);
	const slotOf = (address: Hex): Hex =>
		pins.find((one) => one.address === address)?.behind?.slot ??
		implementationSlot;
	const places = placesIn(profile);
	const { blockNumber, present } = await presentOf(places, slotOf, read);
	const seen: KnownBy = {
		how: "seen",
		source: `read by proof at L1 block ${blockNumber}`,
	};
	const found = places.flatMap((place) => {
		const now = present.get(place.address);
		const next = now === undefined ? null : amended(place, now, seen);
		return next === null ? [] : [{ path: place.path, ...next }];
	});
	const next = decodeRollupProfile(
		replaced(profile, new Map(found.map(({ path, fields }) => [path, fields]))),
		profile.name,
	);
	const left = pinnedOf(next);
	const standing = pinStandings(left, await read(pinsWanted(left)));
	return {
		profile: next,
		changed: found.flatMap(({ lines }) => lines),
		open: standing
			.filter(({ is }) => is !== "known")
			.map(
				({ pinned: { name, address }, is, found }) =>
					`  OPEN ${name} ${address}: ${is}${found === null ? "" : `, ${found}`}`,
			),
		blockNumber,
	};
};

/** By name or id. @throws unknown-chain */
const shippedBy = (chain: string, of: Release): RollupProfile => {
	const found = of.rollups.find(
		({ name, chainId }) => name === chain || String(chainId) === chain,
	);
	if (found === undefined)
		throw new Fault(
			"unknown-chain",
			`"${chain}" is none of ${of.rollups.map(({ name }) => name).join(", ")}`,
		);
	return found;
};

/** Never in the place of a file that is there. @throws bad-file */
const writeNew = async (path: string, text: string): Promise<void> => {
	try {
		await writeFile(path, text, { flag: "wx" });
	} catch (thrown) {
		throw new Fault(
			"bad-file",
			thrown instanceof Error ? thrown.message : String(thrown),
		);
	}
};

/**
 * Says what of a shipped chain is another than the release has it, and writes that as a file.
 * @returns how many fields differ or could not be drafted
 * @throws unknown-chain, bad-file, and as `overL1` and `draftOf`
 */
export const draft = async (
	{ chain, to }: { readonly chain: string; readonly to: string | null },
	asked: L1Asked,
	outside: L1Outside,
	of: Release = release,
): Promise<number> => {
	const profile = shippedBy(chain, of);
	const l1 = of.networks.find(({ name }) => name === profile.l1);
	if (l1 === undefined) throw new Fault("unknown-chain", profile.l1);
	return overL1(l1, asked, outside, async (read) => {
		const made = await draftOf(profile, read);
		const { say } = outside;
		say(`${profile.title} at L1 block ${made.blockNumber}`);
		for (const line of [...made.changed, ...made.open]) say(line);
		const standings = await readStandings(made.profile, read);
		for (const line of standingLines(made.profile, standings)) say(line);
		const differs = made.changed.length + made.open.length;
		if (made.changed.length === 0) {
			say(differs === 0 ? "  as this release has it" : "  nothing to write");
			return differs;
		}
		const text = `${JSON.stringify(
			{ format: "sextant-network-1", l1, rollups: [made.profile] },
			null,
			"\t",
		)}\n`;
		checkImport(decodeNetworkFile(text), [], of);
		if (to === null) say("  name a file to write it to: --to FILE");
		else {
			await writeNew(to, text);
			say(`  written to ${to}: seen here, and nothing more. Read it.`);
		}
		return differs;
	});
};
