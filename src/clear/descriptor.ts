// A descriptor of ERC-7730 as this wallet keeps it: one contract's functions, each with what it is for and its fields. What the
// standard has and this does not read is refused when it is decoded, or when it is met.
// Source: https://eips.ethereum.org/EIPS/eip-7730

import {
	address,
	type Decoded,
	dictionary,
	either,
	flag,
	int,
	list,
	oneOf,
	optional,
	record,
	text,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { unseenAt } from "../base/text.ts";

const short = text(200);
const path = text(400);

/** What the formats below are told; what another format is told is not looked at, for that is refused. */
const params = record({
	/** tokenAmount */
	token: optional(short),
	tokenPath: optional(path),
	nativeCurrencyAddress: optional(either(short, list(short, 8))),
	threshold: optional(either(short, int())),
	message: optional(short),
	/** date */
	encoding: optional(oneOf("timestamp", "blockheight")),
	/** unit */
	base: optional(text(20)),
	decimals: optional(int(0, 77)),
	prefix: optional(flag),
	/** enum */
	$ref: optional(short),
	/** nftName */
	collection: optional(short),
	collectionPath: optional(path),
	/** calldata */
	callee: optional(short),
	calleePath: optional(path),
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

const field = record({
	path: optional(path),
	/** In place of a path: the same for every call. */
	value: optional(short),
	label: optional(text(120)),
	format: optional(oneOf(...knownFormats)),
	params: optional(params),
	visible: optional(oneOf("always", "never", "optional")),
});
export type ClearField = Decoded<typeof field>;

const format = record({
	intent: optional(either(short, dictionary(short, 8))),
	fields: list(field, 64),
});
export type ClearFormat = Decoded<typeof format>;

const wire = record({
	/** Where it is deployed; nothing: a standard, which any contract may follow. */
	deployments: list(record({ chainId: int(1), address }), 256),
	owner: text(80),
	/** What it says are codes, which have words in each language: one of our own. Else they are texts of somebody else's. */
	isOwn: optional(flag),
	constants: optional(dictionary(either(short, int()), 32)),
	enums: optional(dictionary(dictionary(text(80), 64), 16)),
	/** By signature, with the names of the parameters. */
	formats: dictionary(format, 128),
});
export type ClearDescriptor = Decoded<typeof wire>;

/** @throws clear-format also for characters that nobody can see */
export const decodeDescriptor = (raw: unknown): ClearDescriptor => {
	try {
		const found = wire(raw, "descriptor");
		const hidden = unseenAt(found);
		if (hidden !== null)
			throw new Fault("bad-field", `"${hidden}" cannot be seen`);
		return found;
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "bad-field")
			throw new Fault("clear-format", thrown.detail);
		throw thrown;
	}
};
