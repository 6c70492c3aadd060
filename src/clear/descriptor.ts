// A descriptor of ERC-7730 as this wallet keeps it: one contract's functions, each with what it is for and its fields. What the
// standard has and this does not read is refused when it is decoded, or when it is met.
// Source: https://eips.ethereum.org/EIPS/eip-7730

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { unseenAt } from "../base/text.ts";

const short = d.text(200);
const path = d.text(400);

/** What the formats below are told; what another format is told is not looked at, for that is refused. */
const params = d.record({
	/** tokenAmount */
	token: d.optional(short),
	tokenPath: d.optional(path),
	nativeCurrencyAddress: d.optional(d.either(short, d.list(short, 8))),
	threshold: d.optional(d.either(short, d.int())),
	message: d.optional(short),
	/** date */
	encoding: d.optional(d.oneOf("timestamp", "blockheight")),
	/** unit */
	base: d.optional(d.text(20)),
	decimals: d.optional(d.int(0, 77)),
	prefix: d.optional(d.flag),
	/** enum */
	$ref: d.optional(short),
	/** nftName */
	collection: d.optional(short),
	collectionPath: d.optional(path),
	/** calldata */
	callee: d.optional(short),
	calleePath: d.optional(path),
});

export const knownFormats = [
	"raw",
	"amount",
	"tokenAmount",
	"nftName",
	"addressName",
	"date",
	"duration",
	"enum",
	"unit",
	"calldata",
] as const;

const field = d.record({
	path: d.optional(path),
	/** In place of a path: the same for every call. */
	value: d.optional(short),
	label: d.optional(d.text(120)),
	format: d.optional(d.oneOf(...knownFormats)),
	params: d.optional(params),
	visible: d.optional(d.oneOf("always", "never", "optional")),
});
export type ClearField = Decoded<typeof field>;

const deployments = d.list(
	d.record({ chainId: d.int(1), address: d.address }),
	256,
);

/** What has to be so, or what is said of it does not hold: not of the standard, and for our own descriptors. */
const need = d.record({
	path,
	/** One of these contracts. */
	among: d.optional(deployments),
	/** A number in which no bit of this one, as hex, is set. */
	without: d.optional(short),
});

const format = d.record({
	intent: d.optional(d.either(short, d.dictionary(short, 8))),
	fields: d.list(field, 64),
	needs: d.optional(d.list(need, 4)),
});
export type ClearFormat = Decoded<typeof format>;

const wire = d.record({
	/** Where it is deployed; nothing: a standard, which any contract may follow. */
	deployments,
	owner: d.text(80),
	/** What it says are codes, which have words in each language: one of our own. Else they are texts of somebody else's. */
	isOwn: d.optional(d.flag),
	constants: d.optional(d.dictionary(d.either(short, d.int()), 32)),
	enums: d.optional(d.dictionary(d.dictionary(d.text(80), 64), 16)),
	/** By signature, with the names of the parameters. */
	formats: d.dictionary(format, 128),
	/** Of typed data for the same contracts: by the type as it is hashed, with what it refers to. */
	messages: d.optional(d.dictionary(format, 32)),
});
export type ClearDescriptor = Decoded<typeof wire>;

/**
 * @throws clear-format also for characters that nobody can see, and for typed data of no contract: any site could ask for that
 */
export const decodeDescriptor = (raw: unknown): ClearDescriptor =>
	d.readAs("clear-format", () => {
		const found = wire(raw, "descriptor");
		const hidden = unseenAt(found);
		if (hidden !== null)
			throw new Fault("bad-field", `"${hidden}" cannot be seen`);
		if (found.messages !== undefined && found.deployments.length === 0)
			throw new Fault("bad-field", "typed data of no contract");
		return found;
	});
