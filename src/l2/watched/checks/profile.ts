// A chain that is only watched: its contracts on L1 with the code they run, and named places in their storage. What stands
// there is read by proof and shown as L1's fact; nothing is claimed about the chain's own state, no root is taken from it, no
// account is read and no order is made on it. That is why it is no RollupProfile.

import type { Decode, Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { known, upgradeLayout, watchLimits } from "../../profile.ts";

/** What kind of chain it is: src/l2/watched/checks/no-exit.ts has for each what a person can and cannot do. */
export const families = [
	"zksync",
	"linea",
	"starknet",
	"taiko",
	"polygon-pos",
	"polygon-zkevm",
	"other",
] as const;
export type Family = (typeof families)[number];

const contract = d.record({
	/** Unique in the profile. */
	name: d.text(40),
	address: d.address,
	codeHash: d.hash,
	/** Where it delegates to, for an EIP-1967 proxy. */
	behind: d.optional(d.record({ implementation: d.address, codeHash: d.hash })),
	known,
});

const place = d.record({
	/** By its name above. */
	contract: d.text(40),
	slot: d.hash,
	/** Which bits of the word, from the low end; the whole word where they are missing. */
	bits: d.optional(d.record({ from: d.int(0, 255), count: d.int(1, 256) })),
	/**
	 * What the watch takes it for. `shown`: for people alone. A count may lie ahead of or behind another, it only has to grow;
	 * `paused` is any other number than zero.
	 */
	is: d.oneOf(
		"batchCount",
		"rootCount",
		"lastBatchS",
		"lastRootS",
		"queueLength",
		"queueTaken",
		"paused",
		"shown",
	),
	/** For people: what the number is. */
	says: d.text(160),
});

const watchedFields = d.record({
	kind: d.oneOf("watched-v1"),
	/** Unique, lower case. */
	name: d.text(40),
	/** For people. */
	title: d.text(60),
	/** Null where the chain's own id is no number of Ethereum's kind, as Starknet's: it goes by its name then. */
	chainId: d.nullable(d.int(1)),
	/** Name of the L1 network its contracts are on. */
	l1: d.text(40),
	l1ChainId: d.int(1),
	family: d.oneOf(...families),
	contracts: d.list(contract, 16, 1),
	places: d.list(place, 32),
	/** The account whose transactions are the chain's data. */
	batcher: d.optional(d.address),
	/** Without limits for a sign its silence is shown and not judged: how often it comes has to be known first. */
	watch: d.optional(watchLimits),
	/** Who can change its contracts; where this is missing, only the admin of each proxy is read. */
	upgrade: d.optional(upgradeLayout),
});
export type WatchedProfile = Decoded<typeof watchedFields>;

/**
 * @throws bad-field, also for a place in a contract that is not there, two of one name, two places of one meaning, or a name
 * that reads as another chain's id
 */
export const watchedV1: Decode<WatchedProfile> = (raw, path) => {
	const profile = watchedFields(raw, path);
	if (profile.chainId === null && !/^[a-z][a-z0-9-]*$/.test(profile.name))
		throw new Fault(
			"bad-field",
			`"${path}.name": without an id, in a-z, 0-9 and - alone`,
		);
	const names = profile.contracts.map(({ name }) => name);
	if (new Set(names).size !== names.length)
		throw new Fault("bad-field", `"${path}.contracts" has a name twice`);
	const meanings = profile.places
		.map(({ is }) => is)
		.filter((is) => is !== "shown");
	if (new Set(meanings).size !== meanings.length)
		throw new Fault("bad-field", `"${path}.places" has a meaning twice`);
	for (const [i, one] of profile.places.entries()) {
		const { bits } = one;
		if (!names.includes(one.contract))
			throw new Fault(
				"bad-field",
				`"${path}.places[${i}]" is in no contract of the profile`,
			);
		if (bits !== undefined && bits.from + bits.count > 256)
			throw new Fault(
				"bad-field",
				`"${path}.places[${i}].bits" lies beyond the word`,
			);
	}
	return profile;
};
