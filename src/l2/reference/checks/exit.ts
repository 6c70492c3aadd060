// What an account does on L1 to leave the reference rollup: force, freeze, escape, reclaim, withdraw; and the deposit of a
// rehearsal. Pure.
// Source: test/network/reference/README.md, "On L1".

import { abiAddress, abiCall, abiList, abiWord } from "../../../base/abi.ts";
import { fromHex, type Hex } from "../../../base/bytes.ts";
import type { Decoded, OfKind } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { keyOfNobody, type MessageKey } from "../../../crypto/baby-jubjub.ts";
import { selectorsOf } from "../../../crypto/selector.ts";
import type { Message } from "../../../protocol/message.ts";
import { callOfStep, type ExitCall } from "../../exit-step.ts";
import { amountIn } from "../../units.ts";
import { referenceMessage } from "./codes.ts";
import type { ReferenceProfile } from "./profile.ts";

const index = d.int(0, 255);

const steps = d.variant({
	/**
	 * Opens a small account for a rehearsal. It has no field for owner, key or amount: the contract makes the sender the owner,
	 * the key is found by hashing the seed, so that nobody can move the sum on the rollup, and the amount is always the same.
	 */
	"reference-deposit": { seed: d.hash },
	"reference-force": { index },
	"reference-freeze": {},
	"reference-escape": {
		index,
		ax: d.hash,
		ay: d.hash,
		balanceWei: d.bigDecimal,
		nonce: d.int(),
		siblings: d.list(d.hash, 32),
	},
	"reference-reclaim": {
		entry: d.int(),
		ax: d.hash,
		ay: d.hash,
		amountWei: d.bigDecimal,
	},
	"reference-withdraw": {
		batch: d.int(1),
		position: d.int(0, 63),
		amountWei: d.bigDecimal,
		siblings: d.list(d.hash, 8),
	},
});

/** @throws bad-field */
export const {
	decode: referenceStep,
	byKind: referenceSteps,
	is: isOfReference,
} = steps;
export type ReferenceStep = Decoded<typeof referenceStep>;

// The tests compute them again, from the contracts.
const selectors = selectorsOf({
	deposit: "deposit(uint256,uint256)",
	force: "forceWithdraw(uint256)",
	freeze: "freeze()",
	escape: "escape(uint256,uint256,uint256,uint256,uint256,uint256[])",
	reclaim: "reclaim(uint256,uint256,uint256,uint256)",
	withdraw: "withdraw(uint256,uint256,address,uint256,uint256[])",
});

const words = (values: readonly Hex[]) =>
	abiList(values.map((value) => abiWord(BigInt(value))));

const keyWords = ({ ax, ay }: { readonly ax: Hex; readonly ay: Hex }) =>
	[abiWord(BigInt(ax)), abiWord(BigInt(ay))] as const;

/** What a rehearsal puts into its account, in wei: a thousandth of an ether, as the words of its offer say too. */
export const rehearsalWei = 10n ** 15n;

/** The key of a rehearsal's account: a point of prime order whose secret nobody knows. */
export const rehearsalKey = (seed: Hex): MessageKey =>
	keyOfNobody(fromHex(seed, 32));

const depositData = (seed: Hex): Hex => {
	const { ax, ay } = rehearsalKey(seed);
	return abiCall(selectors.deposit, abiWord(ax), abiWord(ay));
};

const titles = {
	"reference-deposit": referenceMessage("reference.deposit.title"),
	"reference-force": referenceMessage("reference.force.title"),
	"reference-freeze": referenceMessage("reference.freeze.title"),
	"reference-escape": referenceMessage("reference.escape.title"),
	"reference-reclaim": referenceMessage("reference.reclaim.title"),
	"reference-withdraw": referenceMessage("reference.withdraw.title"),
} as const satisfies { readonly [kind in ReferenceStep["kind"]]: Message };

/** What a step is called. */
export const referenceTitle = ({ kind }: ReferenceStep): Message =>
	titles[kind];

type CallOf<K extends ReferenceStep["kind"]> = (
	profile: ReferenceProfile,
	from: Hex,
	step: OfKind<ReferenceStep, K>,
) => ExitCall;

/** What every step calls, what that is called, and that it sends nothing along. */
const ofRollup = (
	{ contracts: { rollup } }: ReferenceProfile,
	step: ReferenceStep,
) =>
	({
		title: referenceTitle(step),
		to: rollup.address,
		contract: { how: "plain", codeHash: rollup.codeHash },
		valueWei: 0n,
	}) as const;

const depositCall: CallOf<"reference-deposit"> = (profile, _from, step) => ({
	...ofRollup(profile, step),
	valueWei: rehearsalWei,
	data: depositData(step.seed),
	mostGas: 400_000,
	says: [
		referenceMessage("reference.deposit.what", {
			what: amountIn(profile, null, rehearsalWei),
		}),
		referenceMessage("reference.deposit.no-key"),
	],
	arrives: null,
});

const forceCall: CallOf<"reference-force"> = (profile, _from, step) => ({
	...ofRollup(profile, step),
	data: abiCall(selectors.force, abiWord(step.index)),
	mostGas: 400_000,
	says: [
		referenceMessage("reference.force.what", { account: step.index }),
		referenceMessage("reference.force.deadline", {
			deadline: profile.deadlineS,
		}),
	],
	arrives: null,
});

const freezeCall: CallOf<"reference-freeze"> = (profile, _from, step) => ({
	...ofRollup(profile, step),
	data: abiCall(selectors.freeze),
	mostGas: 200_000,
	says: [
		referenceMessage("reference.freeze.what"),
		referenceMessage("reference.freeze.then"),
	],
	arrives: null,
});

const escapeCall: CallOf<"reference-escape"> = (profile, _from, step) => ({
	...ofRollup(profile, step),
	data: abiCall(
		selectors.escape,
		abiWord(step.index),
		...keyWords(step),
		abiWord(step.balanceWei),
		abiWord(step.nonce),
		words(step.siblings),
	),
	mostGas: 1_500_000,
	says: [referenceMessage("reference.escape.what", { account: step.index })],
	arrives: { token: null, amount: step.balanceWei },
});

const reclaimCall: CallOf<"reference-reclaim"> = (profile, _from, step) => ({
	...ofRollup(profile, step),
	data: abiCall(
		selectors.reclaim,
		abiWord(step.entry),
		...keyWords(step),
		abiWord(step.amountWei),
	),
	mostGas: 400_000,
	says: [referenceMessage("reference.reclaim.what")],
	arrives: { token: null, amount: step.amountWei },
});

const withdrawCall: CallOf<"reference-withdraw"> = (profile, from, step) => ({
	...ofRollup(profile, step),
	data: abiCall(
		selectors.withdraw,
		abiWord(step.batch),
		abiWord(step.position),
		abiAddress(from),
		abiWord(step.amountWei),
		words(step.siblings),
	),
	mostGas: 400_000,
	says: [referenceMessage("reference.withdraw.what", { batch: step.batch })],
	arrives: { token: null, amount: step.amountWei },
});

const calls: { readonly [K in ReferenceStep["kind"]]: CallOf<K> } = {
	"reference-deposit": depositCall,
	"reference-force": forceCall,
	"reference-freeze": freezeCall,
	"reference-escape": escapeCall,
	"reference-reclaim": reclaimCall,
	"reference-withdraw": withdrawCall,
};

/**
 * The call of a step. Nothing of it names a recipient but `withdraw`, whose owner is `from`: the contract pays the account's
 * owner, who has to be the sender of an escape.
 */
export const referenceCall = (
	profile: ReferenceProfile,
	from: Hex,
	step: ReferenceStep,
): ExitCall => callOfStep(calls, step.kind, profile, from, step);
