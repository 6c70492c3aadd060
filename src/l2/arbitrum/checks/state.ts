// An Arbitrum chain's block under an assertion that somebody stands behind: its header's bytes, whose hash the assertion names.
// Rule arbitrum-state. What it concludes is a basis for accounts, and for walking back to the blocks before.
// Source: OffchainLabs/go-ethereum, core/types/arb_types.go (HeaderInfo): a header is Ethereum's of London, extraData the send root,
// mixHash four u64: messages to L1 ever sent, L1's block, ArbOS' version, and one of which nothing is read here.

import { bigFromBytes, type Hex, toHex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import {
	checkHeader,
	type HeaderFields,
	headerOf,
} from "../../../state/header.ts";
import { conclude, type Verified } from "../../../trust/verified.ts";
import { type ArbitrumRoot, standingOnly } from "./root.ts";
import type { ArbitrumBlock } from "./values.ts";

export const arbitrumStateWitness = d.record({ rlp: d.hexUpTo(65_536) });

/** What an Arbitrum header says besides. @throws l2-preimage for a header that has no place for it */
export const headerInfo = ({
	field,
}: Pick<HeaderFields, "field">): Pick<
	ArbitrumBlock,
	"sendRoot" | "sendCount" | "l1BlockNumber" | "arbosVersion"
> => {
	const extra = field("extraData");
	const mix = field("mixHash");
	if (extra?.length !== 32 || mix === null)
		throw new Fault("l2-preimage", "a header without a send root");
	const count = (from: number): number => {
		const number = bigFromBytes(mix.subarray(from, from + 8));
		if (number > BigInt(Number.MAX_SAFE_INTEGER))
			throw new Fault("l2-preimage", `the header counts ${number}`);
		return Number(number);
	};
	return {
		sendRoot: toHex(extra),
		sendCount: count(0),
		l1BlockNumber: count(8),
		arbosVersion: count(16),
	};
};

/**
 * The header that an assertion names by its hash, and says the send root of.
 * @throws l2-preimage, bad-rlp
 */
export const checkAssertedBlock = (
	rlp: Hex,
	{ blockHash, sendRoot }: Pick<ArbitrumRoot, "blockHash" | "sendRoot">,
): {
	readonly fields: HeaderFields;
	readonly info: ReturnType<typeof headerInfo>;
} => {
	const fields = checkHeader(rlp, blockHash, "l2-preimage");
	const info = headerInfo(fields);
	if (info.sendRoot !== sendRoot)
		throw new Fault(
			"l2-preimage",
			`block ${blockHash} has send root ${info.sendRoot}, ${sendRoot} expected`,
		);
	return { fields, info };
};

/**
 * The block that the assertion names, as its header.
 * @throws l2-root-unproposed for an assertion that is claimed only, before anything else is looked at; l2-preimage when it names
 * another block, or the block has another send root than the assertion; bad-rlp
 */
export const concludeArbitrumState = (
	root: Verified<ArbitrumRoot>,
	{ rlp }: { readonly rlp: Hex },
): Verified<ArbitrumBlock> => {
	const asserted = standingOnly(root);
	const { profile, who, validity, finality } = asserted;
	const { fields, info } = checkAssertedBlock(rlp, asserted);
	const value: ArbitrumBlock = {
		...headerOf(fields, profile.chainId, { who, validity, finality }),
		...info,
	};
	return conclude("arbitrum-state", [root], value, { rlp });
};
