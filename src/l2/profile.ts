// What must be known of a rollup beforehand, as data: where its contracts on L1 are, which code they run, where values
// lie in them, and how old its roots may be. A profile comes with a release or from a file the user imports.

import { type Hex, utf8 } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";
import { knownBy } from "../protocol/layer-views.ts";

export { knownBy };

export type KnownBy = Decoded<typeof knownBy>;
/** Of the code at the address, and of what a proxy delegates to. */
export const known = d.optional(
	d.record({ code: knownBy, implementation: d.optional(knownBy) }),
);

/**
 * A contract behind a proxy. The proxy and what it delegates to are known by their addresses, the second one proved in the slot of
 * the first, and by the hashes of their code where those are known: the code at an address does not change (EIP-6780) unless it is
 * a clone or a delegation, or a proxy behind the proxy, which `checkContracts` looks at where there is no hash.
 */
export const proxiedFields = {
	address: d.address,
	codeHash: d.optional(d.hash),
	implementation: d.address,
	implementationCodeHash: d.optional(d.hash),
	known,
};
export const proxied = d.record(proxiedFields);
export type Proxied = Decoded<typeof proxied>;

/** A contract that delegates to no other. */
export const plain = d.record({
	address: d.address,
	codeHash: d.hash,
	known,
});

/** The same where no hash of its code is had: the code at its address does not change (see `proxiedFields`). */
export const fixed = d.record({
	address: d.address,
	codeHash: d.optional(d.hash),
	known,
});
export type Fixed = Decoded<typeof fixed>;

/** The token of L1 behind each token of the rollup that has one. */
export const tokenPairs = d.list(
	d.record({ l2: d.address, l1: d.address }),
	200,
);

/** An amount as decimal digits: a profile is plain JSON. */
export const weiText: Decode<string> = (raw, path) =>
	d.bigDecimal(raw, path).toString();

/** The most seconds since the block, for each purpose (trust/freshness.ts). */
const ages = d.record({
	show: d.int(),
	answer: d.int(),
	order: d.int(),
	sign: d.int(),
});

/** After how much silence a sign of life counts as late, and after how much as missing. Seconds by L1's clock. */
export type SilenceLimits = {
	readonly lateS: number;
	readonly stalledS: number;
};

const plainLimits = d.record({ lateS: d.int(1), stalledS: d.int(1) });

/** @throws bad-field also when what is late would be called stalled before */
export const silenceLimits: Decode<SilenceLimits> = (raw, path) => {
	const limits = plainLimits(raw, path);
	if (limits.stalledS < limits.lateS)
		throw new Fault("bad-field", `"${path}" is stalled before it is late`);
	return limits;
};

/** What the watch from L1 (src/exit/stall.ts, which has what holds where a part is missing) goes by. */
export const watchLimits = d.record({
	/** Data of the rollup's blocks on L1. */
	batch: d.optional(silenceLimits),
	/** State roots on L1, proposed or proved. */
	root: d.optional(silenceLimits),
});
export type WatchLimits = Decoded<typeof watchLimits>;

/** Operations of a timelock that are looked after. */
const mostOperations = 16;

/** Whom the admin of the proxies obeys, as far as L1's storage shows it (src/exit/upgraders.ts). */
export const upgradeLayout = d.record({
	/** The contract that is admin of the proxies, and where it keeps its owner. */
	admin: d.record({
		address: d.address,
		codeHash: d.hash,
		ownerSlot: d.int(0),
	}),
	/** The owner, where that is a timelock: OpenZeppelin's TimelockController. */
	timelock: d.optional(
		d.record({
			address: d.address,
			codeHash: d.hash,
			/** The least delay, in seconds. */
			delaySlot: d.int(0),
			/** mapping(operation → when it may be executed; 1 once it was). */
			operationsSlot: d.int(0),
			/** Upgrades that were announced: L1 keeps them by hash, so they have to be named to be seen. */
			operations: d.list(
				d.record({ id: d.hash, says: d.text(200) }),
				mostOperations,
			),
		}),
	),
});
export type UpgradeLayout = Decoded<typeof upgradeLayout>;

export const commonFields = {
	/** Unique, lower case. */
	name: d.text(40),
	/** For people. */
	title: d.text(60),
	chainId: d.int(1),
	/** Name of the L1 network its contracts are on. */
	l1: d.text(40),
	l1ChainId: d.int(1),
	blockTimeS: d.int(1, 3600),
	explorer: d.text(200),
	coin: d.record({ symbol: d.text(12), decimals: d.int(0, 36) }),
	tokens: d.list(
		d.record({
			address: d.address,
			symbol: d.text(20),
			decimals: d.int(0, 36),
			/** Slot of mapping(owner → balance). */
			balancesSlot: d.int(0),
		}),
		200,
	),
	/** What runs the chain's code, where it is one that this wallet can run; without it no call is answered. */
	vm: d.optional(
		d.record({
			/** The rules of Ethereum that it has, from which time on; ascending. */
			forks: d.list(
				d.record({
					name: d.oneOf("shanghai", "cancun", "prague", "osaka"),
					fromS: d.int(0),
				}),
				16,
				1,
			),
			/** Where it computes something else than Ethereum: a call to one of these is not run. */
			strange: d.list(d.address, 256),
			/** The same by how an address begins, for what the chain has any number of. */
			strangePrefixes: d.optional(d.list(d.hexUpTo(20), 16)),
			/** Instructions that give something else than Ethereum's, by their byte: code that does one is not run. */
			unlike: d.optional(d.list(d.int(0, 255), 64)),
		}),
	),
	/** What a root needs at least before an order may rest on it, and how old it may be. */
	policy: d.record({
		finality: d.oneOf("optimistic", "final"),
		who: d.oneOf("proposed", "accepted"),
		/** Its validity proof checked again here; not asked for where this is missing. */
		validity: d.optional(d.oneOf("rechecked")),
		ages,
	}),
	/** When the watch calls the rollup late or stalled. */
	watch: d.optional(watchLimits),
	/** Who can change its contracts; where this is missing, only the admin of each proxy is read. */
	upgrade: d.optional(upgradeLayout),
};

const shape = d.record({
	...commonFields,
	kind: d.text(60),
});

/** A contract as a profile names it: one that delegates to no other, or a proxy with what is behind it. */
export type Contract = Proxied | Fixed;

/**
 * The profile of a layer 2 whose state this wallet reads: what all kinds have in common. What a kind has besides, its own
 * folder knows.
 */
export type RollupProfile = Decoded<typeof shape> & {
	/** On L1, by name. */
	readonly contracts: { readonly [name: string]: Contract };
	/** Places in the storage of those. */
	readonly slots: { readonly [name: string]: number | Hex | undefined };
};

const identities = new WeakMap<object, Hex>();

/**
 * What evidence names a profile by: the hash of all of it, in the order in which its kind's decoder gives the fields.
 * @throws bad-field for what is no profile of that kind
 */
export const identityOf = <P extends object>(
	profile: P,
	decode: Decode<P>,
): Hex => {
	const known = identities.get(profile);
	if (known !== undefined) return known;
	const spelled = JSON.stringify(decode(profile, "profile"));
	const id = keccakHex(utf8(spelled));
	identities.set(profile, id);
	return id;
};
