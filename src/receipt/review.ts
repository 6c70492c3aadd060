// A look at profile files beyond what their decoders ask: what is written otherwise than it will be read, what cannot be meant,
// and what contradicts something else. It is for who writes or imports a profile; nothing is believed because of it.

import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { asFault } from "../base/fault.ts";
import { isFetchable } from "../base/plain-http.ts";
import { unseenAt } from "../base/text.ts";
import { bn254R } from "../crypto/bn254.ts";
import { checksummed } from "../crypto/checksum.ts";
import {
	decodeL1Network,
	knownNetworks,
	type L1Network,
} from "../l1/network.ts";
import {
	decodeRollupProfile,
	decodeWatchedProfile,
	isWatchedKind,
	kindOf,
} from "../l2/checks.ts";
import type { Watchable as WatchedProfile } from "../l2/kind.ts";
import { implementationSlot } from "../l2/pinned.ts";
import type { RollupProfile } from "../l2/profile.ts";
import {
	type Finding,
	join,
	partsOf,
	reviewHashes,
	reviewKey,
	reviewName,
	twice,
	zeroHash,
} from "../l2/review-parts.ts";
import { decodeNetworkFile } from "./networks.ts";

export type { Finding };

export type ReviewedSource = {
	/** Networks, rollups and watched chains that the source describes, as far as it decodes. */
	readonly networks: readonly L1Network[];
	readonly rollups: readonly RollupProfile[];
	readonly watched: readonly WatchedProfile[];
	readonly findings: readonly Finding[];
};

const mostChars = 200_000;
const mostDepth = 16;

/** Capitals are a checksum (EIP-55), and then a right one. */
const hasGoodCase = (address: string): boolean =>
	address === address.toLowerCase() || address === checksummed(address);

/** Where the network can be reached: for who reads the file. The wallet asks a person for endpoints and takes none from a file. */
const forPeople = (raw: unknown): { readonly endpoints?: unknown } =>
	typeof raw === "object" && raw !== null && "endpoints" in raw
		? { endpoints: raw.endpoints }
		: {};

/** What is written: marks of what nobody has verified, addresses with a wrong checksum, fields that nobody reads. */
const reviewText = (
	raw: unknown,
	read: unknown,
	path: string,
): readonly Finding[] => {
	if (typeof raw === "string") {
		if (/unverified|todo|fixme|\?\?\?/i.test(raw))
			return [{ field: path, why: "marked as not verified" }];
		if (/^0x[0-9a-fA-F]{40}$/.test(raw) && !hasGoodCase(raw))
			return [{ field: path, why: "an address with a wrong checksum" }];
		return [];
	}
	return partsOf(raw).flatMap(([name, part]) => {
		const field = join(path, name);
		const isKnown =
			typeof read === "object" && read !== null && Object.hasOwn(read, name);
		const inner: unknown = isKnown
			? new Map<string | number, unknown>(partsOf(read)).get(name)
			: undefined;
		const unknown = isKnown
			? []
			: [{ field, why: "a field that nobody reads" }];
		return [...unknown, ...reviewText(part, inner, field)];
	});
};

const reviewExplorer = (explorer: string, path: string): readonly Finding[] =>
	explorer === "" ||
	(!/\s/.test(explorer) &&
		URL.canParse(explorer) &&
		isFetchable(new URL(explorer)))
		? []
		: [{ field: join(path, "explorer"), why: "no address of https" }];

const reviewL1 = (network: L1Network, path: string): readonly Finding[] => {
	const pins = network.handovers ?? [];
	return [
		...reviewName(network.name, path),
		...reviewExplorer(network.explorer, path),
		...(zeroHash.test(network.genesisValidatorsRoot)
			? [{ field: join(path, "genesisValidatorsRoot"), why: "zeros" }]
			: []),
		...twice(
			network.forks,
			join(path, "forks"),
			({ version }) => `version ${version}`,
		),
		...twice(
			pins,
			join(path, "handovers"),
			({ programVKey, verifier }) =>
				`program ${programVKey} under ${verifier.selector}`,
		),
		...pins.flatMap(({ programVKey, verifier }, i) => {
			const at = join(join(path, "handovers"), i);
			const field = join(at, "programVKey");
			return [
				...(BigInt(programVKey) >= bn254R || BigInt(programVKey) === 0n
					? [{ field, why: "no element of the field" }]
					: []),
				...reviewKey(verifier.key, `${at}.verifier.key`),
			];
		}),
	];
};

const reviewAges = (
	{ policy: { ages } }: RollupProfile,
	path: string,
): readonly Finding[] => {
	const at = `${path}.policy.ages`;
	const inOrder = ["sign", "order", "answer", "show"] as const;
	return inOrder.flatMap((name, i) => {
		const before = inOrder[i - 1];
		const field = join(at, name);
		if (ages[name] <= 0) return [{ field, why: "not positive" }];
		return before !== undefined && ages[name] < ages[before]
			? [{ field, why: `${ages[name]} s, less than "${before}"` }]
			: [];
	});
};

const reviewContracts = (
	profile: RollupProfile,
	path: string,
): readonly Finding[] => {
	const at = `${path}.contracts`;
	const all = Object.entries(profile.contracts).map(([name, contract]) => ({
		name,
		address: contract.address,
		implementation:
			"implementation" in contract ? contract.implementation : null,
	}));
	const same = all.flatMap(({ name, address }, i) =>
		all.findIndex((one) => one.address === address) === i
			? []
			: [{ field: `${at}.${name}.address`, why: "of another contract" }],
	);
	const itself = all.flatMap(({ name, address, implementation }) =>
		address === implementation
			? [{ field: `${at}.${name}.implementation`, why: "the proxy itself" }]
			: [],
	);
	const slot =
		"implementation" in profile.slots &&
		profile.slots.implementation !== implementationSlot
			? [
					{
						field: `${path}.slots.implementation`,
						why: "not the slot of EIP-1967",
					},
				]
			: [];
	return [...same, ...itself, ...slot];
};

/** Numbers of slots are places of variables, not hashes. */
const mostSlot = 100_000;

const reviewSlots = (
	{ slots }: RollupProfile,
	path: string,
): readonly Finding[] =>
	Object.entries(slots).flatMap(([name, slot]) =>
		typeof slot === "number" && slot > mostSlot
			? [{ field: `${path}.slots.${name}`, why: "no place of a variable" }]
			: typeof slot === "string" && zeroHash.test(slot)
				? [{ field: `${path}.slots.${name}`, why: "zeros" }]
				: [],
	);

const reviewVm = ({ vm }: RollupProfile, path: string): readonly Finding[] => {
	const forks = vm?.forks ?? [];
	return forks.flatMap(({ fromS }, i) => {
		const before = forks[i - 1];
		return before !== undefined && fromS <= before.fromS
			? [{ field: `${path}.vm.forks[${i}].fromS`, why: "does not ascend" }]
			: [];
	});
};

const reviewRollup = (
	profile: RollupProfile,
	path: string,
): readonly Finding[] => [
	...reviewName(profile.name, path),
	...reviewExplorer(profile.explorer, path),
	...reviewHashes(profile, path),
	...reviewContracts(profile, path),
	...reviewSlots(profile, path),
	...reviewAges(profile, path),
	...reviewVm(profile, path),
	...kindOf(profile).review(profile, path),
	...twice(
		profile.tokens,
		`${path}.tokens`,
		({ address }) => `token ${address}`,
	),
];

// --- Files

const formOf = (raw: unknown): "file" | "rollup" | "watched" | "l1" | null => {
	if (typeof raw !== "object" || raw === null) return null;
	if ("format" in raw) return "file";
	if ("kind" in raw) return isWatchedKind(raw.kind) ? "watched" : "rollup";
	return "forks" in raw ? "l1" : null;
};

const decoded = <T>(
	decode: Decode<T>,
	raw: unknown,
	path: string,
): { readonly value: T | null; readonly findings: readonly Finding[] } => {
	try {
		return { value: decode(raw, path), findings: [] };
	} catch (thrown) {
		const { detail } = asFault(thrown);
		const field = /"([^"]*[.[][^"]*)"/.exec(detail)?.[1] ?? path;
		return { value: null, findings: [{ field, why: detail }] };
	}
};

/** Networks, rollups and watched chains on their own. @throws nothing */
export const reviewValues = (
	networks: readonly (readonly [string, L1Network])[],
	rollups: readonly (readonly [string, RollupProfile])[],
	watched: readonly (readonly [string, WatchedProfile])[] = [],
): readonly Finding[] => [
	...networks.flatMap(([path, network]) => reviewL1(network, path)),
	...rollups.flatMap(([path, profile]) => reviewRollup(profile, path)),
	...watched.flatMap(([path, profile]) =>
		kindOf(profile).review(profile, path),
	),
];

const none = { networks: [], rollups: [], watched: [] };

/** One value by itself. */
const reviewAlone = <T extends Parameters<typeof reviewText>[1]>(
	decode: Decode<T>,
	raw: unknown,
	path: string,
	review: (value: T) => ReviewedSource,
): ReviewedSource => {
	const { value, findings } = decoded(decode, raw, path);
	if (value === null)
		return { ...none, findings: [...reviewText(raw, raw, path), ...findings] };
	const reviewed = review(value);
	return {
		...reviewed,
		findings: [...reviewText(raw, value, path), ...reviewed.findings],
	};
};

/**
 * A network file, or one L1 network or one rollup's profile by itself: what it describes, and all that is wrong with it.
 * A file that does not decode has that as its finding, with the field.
 */
export const reviewSource = (source: string): ReviewedSource => {
	let raw: unknown;
	try {
		raw = d.parseJson(source, mostChars, mostDepth);
	} catch (thrown) {
		return {
			...none,
			findings: [{ field: "file", why: asFault(thrown).message }],
		};
	}
	const unseen = unseenAt(raw);
	if (unseen !== null)
		return {
			...none,
			findings: [
				{ field: unseen, why: "it holds characters that nobody can see" },
			],
		};
	const form = formOf(raw);
	if (form === "l1")
		return reviewAlone(decodeL1Network, raw, form, (value) => ({
			...none,
			networks: [value],
			findings: reviewValues([[form, value]], []),
		}));
	if (form === "rollup")
		return reviewAlone(decodeRollupProfile, raw, form, (value) => ({
			...none,
			rollups: [value],
			findings: reviewValues([], [[form, value]]),
		}));
	if (form === "watched")
		return reviewAlone(decodeWatchedProfile, raw, form, (value) => ({
			...none,
			watched: [value],
			findings: reviewValues([], [], [[form, value]]),
		}));
	if (form === null)
		return {
			...none,
			findings: [{ field: "file", why: "no network file, L1 or rollup" }],
		};
	const { value, findings } = decoded(
		() => decodeNetworkFile(source),
		raw,
		"network",
	);
	if (value === null)
		return { ...none, findings: [...reviewText(raw, raw, ""), ...findings] };
	const { rollups, watched = [] } = value;
	return {
		networks: [value.l1],
		rollups,
		watched,
		findings: [
			...reviewText(raw, { ...value, ...forPeople(raw) }, ""),
			...reviewValues(
				[["l1", value.l1]],
				rollups.map((one, i) => [`rollups[${i}]`, one] as const),
				watched.map((one, i) => [`watched[${i}]`, one] as const),
			),
		],
	};
};

type Chain = { readonly name: string; readonly chainId: number | null };

/**
 * Chain ids and names over several sources: each once, and none that a network of this release has. Two sources may
 * describe the same L1 with rollups of their own.
 */
export const reviewTogether = (
	sources: readonly {
		readonly source: string;
		readonly reviewed: ReviewedSource;
	}[],
): readonly { readonly source: string; readonly finding: Finding }[] => {
	const known: (Chain & { readonly of: string; readonly isL1: boolean })[] =
		knownNetworks.map(({ name, chainId }) => ({
			name,
			chainId,
			of: "this release",
			isL1: true,
		}));
	return sources.flatMap(({ source, reviewed }) => {
		const chains = [
			...reviewed.networks.map((one) => ({ one, isL1: true })),
			...reviewed.rollups.map((one) => ({ one, isL1: false })),
			...reviewed.watched.map((one) => ({ one, isL1: false })),
		];
		return chains.flatMap(({ one: { name, chainId }, isL1 }) => {
			const other = known.find(
				(chain) =>
					chain.name === name ||
					(chainId !== null && chain.chainId === chainId),
			);
			known.push({ name, chainId, of: source, isL1 });
			if (other === undefined) return [];
			const isSame =
				isL1 && other.isL1 && other.name === name && other.chainId === chainId;
			if (isSame) return [];
			const field = other.name === name ? "name" : "chainId";
			const idOf = (chain: Chain): string =>
				chain.chainId === null ? "no id" : String(chain.chainId);
			const why = `"${name}" (${idOf({ name, chainId })}) and "${other.name}" (${idOf(other)}) of ${other.of}`;
			return [{ source, finding: { field, why } }];
		});
	});
};
