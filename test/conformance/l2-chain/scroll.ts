// Scroll's recordings: the root of a finalized batch out of L1's storage, under the pinned proxy and implementation, and the rollup's
// accounts under that root, as its nodes answer them. The recorder seldom asked for all that scroll-config reads: what is there is
// decided by the functions that the rules use.

import type { Hex } from "../../../src/base/bytes.ts";
import type { Decode } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { shippedRollups } from "../../../src/l2/checks.ts";
import { checkCode } from "../../../src/l2/contracts.ts";
import { unpackMiscData } from "../../../src/l2/scroll/checks/layout.ts";
import {
	type ScrollProfile,
	scrollV1,
} from "../../../src/l2/scroll/checks/profile.ts";
import { batchSlots } from "../../../src/l2/scroll/checks/root.ts";
import { encodeHeader } from "../../../src/source/header.ts";
import { looseNumber } from "../../../src/source/quantity.ts";
import { decodeHeader } from "../../../src/state/header.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { expect, fieldsIn, listIn, type StateCase } from "../state-l1/case.ts";
import { l1Basis, l1Proved, type OnL1, type Recording } from "./recording.ts";

/** A batch's index, as a number or in digits. */
const index: Decode<number> = (raw, path) => {
	const number =
		typeof raw === "string" && raw.startsWith("0x")
			? looseNumber(raw, path)
			: Number(d.bigDecimal(raw, path));
	return d.int(1)(number, path);
};
const claimed = d.record({ rollup: d.address, key: index });

const scroll = ({ l1, l2 }: Recording): ScrollProfile | null => {
	const { chainId } = fieldsIn(l2);
	const { chainId: l1ChainId } = fieldsIn(l1);
	const found = shippedRollups.find(
		(one) =>
			one.kind === "scroll-v1" &&
			one.chainId === chainId &&
			one.l1ChainId === l1ChainId,
	);
	return found === undefined ? null : scrollV1(found, found.name);
};

const wordAt = ({ slots }: OnL1, key: Hex | undefined): bigint | null =>
	slots.find(({ value }) => value.key === key)?.value.word ?? null;

/** The root that ScrollChain holds for the claimed batch. */
const rootIn = (
	profile: ScrollProfile,
	proved: readonly OnL1[],
	claim: Json,
): Hex => {
	const { rollup, key } = claimed(claim, "claim");
	const { scrollChain } = profile.contracts;
	const { slots } = profile;
	expect(rollup === scrollChain.address, "another contract");
	const own = proved.find(({ account }) => account.value.address === rollup);
	if (own === undefined) throw new Fault("evidence-step", "no ScrollChain");
	if (scrollChain.codeHash !== undefined)
		checkCode(own.account.value, rollup, scrollChain.codeHash, "ScrollChain");
	expect(
		wordAt(own, slots.implementation) === BigInt(scrollChain.implementation),
		"another implementation, or none recorded",
	);
	const misc = wordAt(own, wordHex(slots.miscData));
	expect(
		misc === null || unpackMiscData(misc).lastFinalizedBatch >= BigInt(key),
		"not finalized yet",
	);
	const [hash, rootSlot] = batchSlots(profile, key);
	const root = wordAt(own, rootSlot);
	expect(root !== null && root !== 0n, "no root of that batch");
	expect(wordAt(own, hash) !== 0n, "no such batch");
	return wordHex(root);
};

const namesOf = (proved: readonly OnL1[]): string =>
	proved
		.map(
			({ account, slots, code }) =>
				`${account.value.address} ${slots.map(({ value }) => value.key).join(" ")} ${code === null ? "" : "code"}`,
		)
		.join();

/** What of a node's answer is proved: not the hash that Scroll's nodes give besides. */
const essence = (raw: Json): Json => {
	const { poseidonCodeHash: _, codeSize: __, ...claim } = fieldsIn(raw);
	return claim;
};

/** The accounts that were recorded of the rollup; the state root is that of its header, where there is one. */
const accountsIn = (l2: Json, root: Hex): readonly Json[] => {
	const { accounts = [], header, block } = fieldsIn(l2);
	const stated = header ?? block;
	if (typeof stated === "object" && stated !== null) {
		const fields = fieldsIn(stated);
		const found =
			fields.parentHash === undefined
				? fields.stateRoot
				: decodeHeader(encodeHeader(fields, "header")).stateRoot;
		expect(found === root, "the header is not of the finalized root");
	}
	return listIn(accounts).map(essence);
};

const wholeCase = (
	profile: ScrollProfile,
	{ path, l1, l1Accounts, claim, l2 }: Recording,
): StateCase => {
	const under = (stateRoot: Hex, accounts: Json): readonly OnL1[] =>
		l1Proved(l1Basis({ chainId: profile.chainId, stateRoot }), accounts);
	const recorded = l1Proved(l1Basis(l1), l1Accounts);
	const root = rootIn(profile, recorded, claim);
	const accounts = accountsIn(l2, root);
	const told = namesOf(under(root, accounts));
	return {
		name: `${path} root of a finalized batch, and ${accounts.length} accounts under it`,
		input: { l1Accounts, claim, root, accounts },
		check: (input) => {
			const own = d.record({
				l1Accounts: d.anything,
				claim: d.anything,
				root: d.hash,
				accounts: d.anything,
			})(input, "input");
			const proved = l1Proved(l1Basis(l1), own.l1Accounts as Json);
			expect(
				rootIn(profile, proved, own.claim as Json) === own.root,
				"another root",
			);
			expect(
				namesOf(proved) === namesOf(recorded) &&
					namesOf(under(own.root, own.accounts as Json)) === told,
				"other accounts or slots than were recorded",
			);
		},
	};
};

export const scrollForms = (recording: Recording): readonly StateCase[] => {
	const profile = scroll(recording);
	return profile === null
		? [
				{
					name: `${recording.path} Scroll`,
					input: null,
					check: () => {},
					unsupported: "a network of Scroll that does not ship",
				},
			]
		: [wholeCase(profile, recording)];
};
