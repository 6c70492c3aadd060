// What an account does on L1 to leave an Arbitrum chain with its ether: put a withdrawal that it signed into the delayed inbox, force
// it into the chain when the sequencer leaves it out, and have the message that came of it paid out. Pure.
// Source: OffchainLabs/nitro-contracts@67487333, src/bridge/IInboxBase.sol, ISequencerInbox.sol, IOutbox.sol.

import {
	abiAddress,
	abiBytes,
	abiBytes32,
	abiCall,
	abiList,
	abiTuple,
	abiWord,
} from "../../../base/abi.ts";
import type { Hex } from "../../../base/bytes.ts";
import type { Decoded, OfKind } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { selectorsOf } from "../../../crypto/selector.ts";
import type { Message } from "../../../protocol/message.ts";
import {
	callOfStep,
	type ExitCall,
	proxyCalled,
	type StepCalls,
} from "../../exit-step.ts";
import type { Proxied } from "../../profile.ts";
import { amountIn } from "../../units.ts";
import { arbitrumMessage as say } from "./codes.ts";
import { type ArbitrumProfile, arbitrumExitOf } from "./profile.ts";
import {
	inboxMessage,
	messageOf,
	mostSignedBytes,
	signedWithdrawal,
} from "./signed.ts";
import { mostSiblings, sendRootBy, withdrawalFields } from "./withdrawal.ts";

const steps = d.variant({
	"arbitrum-send": {
		/** The withdrawal on the chain, as it was signed. */
		transaction: d.hexUpTo(mostSignedBytes),
	},
	"arbitrum-force": {
		/** The same, and its place in the delayed inbox: all messages before it come along. */
		transaction: d.hexUpTo(mostSignedBytes),
		index: d.int(),
		/** What the bridge hashed with it: L1's block that it came in, its time, its base fee. */
		l1Block: d.int(),
		timeS: d.int(),
		baseFeeWei: d.bigDecimal,
	},
	"arbitrum-execute": {
		...withdrawalFields,
		amountWei: d.bigDecimal,
		/** The root that L1 has, and the way to it. */
		sendRoot: d.hash,
		siblings: d.list(d.hash, mostSiblings),
	},
});

export const {
	decode: arbitrumStep,
	byKind: arbitrumSteps,
	is: isOfArbitrum,
} = steps;
export type ArbitrumStep = Decoded<typeof arbitrumStep>;
type Steps = {
	readonly [K in ArbitrumStep["kind"]]: OfKind<ArbitrumStep, K>;
};
export type ArbitrumSend = Steps["arbitrum-send"];
export type ArbitrumForce = Steps["arbitrum-force"];
export type ArbitrumExecute = Steps["arbitrum-execute"];

const selectors = selectorsOf({
	/** (bytes messageData) */
	sendL2Message: "sendL2Message(bytes)",
	/** (how many messages were read then, uint8 kind, uint64[2] block and time, uint256 baseFee, address sender, bytes32 dataHash) */
	forceInclusion:
		"forceInclusion(uint256,uint8,uint64[2],uint256,address,bytes32)",
	/** (proof, index, l2Sender, to, l2Block, l1Block, l2Timestamp, value, data) */
	executeTransaction:
		"executeTransaction(bytes32[],uint256,address,address,uint256,uint256,uint256,uint256,bytes)",
});

const titles = {
	"arbitrum-send": say("arbitrum.send.title"),
	"arbitrum-force": say("arbitrum.force.title"),
	"arbitrum-execute": say("arbitrum.execute.title"),
} as const satisfies { readonly [K in ArbitrumStep["kind"]]: Message };

/** What a step is called. */
export const arbitrumTitle = ({ kind }: ArbitrumStep): Message => titles[kind];

const called = ({ slots }: ArbitrumProfile, contract: Proxied) =>
	proxyCalled(contract, slots.implementation);

const calls: StepCalls<ArbitrumProfile, Steps> = {
	"arbitrum-send": (profile, from, { transaction }) => {
		const { inbox } = arbitrumExitOf(profile).contracts;
		const { amountWei, nonce, gasLimit, maxFeePerGasWei } = signedWithdrawal(
			profile,
			from,
			transaction,
		);
		return {
			...called(profile, inbox),
			valueWei: 0n,
			data: abiCall(
				selectors.sendL2Message,
				abiBytes(inboxMessage(transaction)),
			),
			mostGas: 300_000,
			title: titles["arbitrum-send"],
			says: [
				say("arbitrum.send.what", {
					what: amountIn(profile, null, amountWei),
					chain: profile.title,
				}),
				say("arbitrum.send.nonce", {
					nonce: nonce.toString(),
					fee: amountIn(profile, null, gasLimit * maxFeePerGasWei),
				}),
			],
			arrives: null,
		};
	},
	"arbitrum-force": (profile, from, step) => {
		arbitrumExitOf(profile);
		const { index, l1Block, transaction } = step;
		const { amountWei } = signedWithdrawal(profile, from, transaction);
		const { kind, sender, timeS, baseFeeWei, dataHash } = messageOf(from, step);
		return {
			...called(profile, profile.contracts.sequencerInbox),
			valueWei: 0n,
			data: abiCall(
				selectors.forceInclusion,
				abiWord(index + 1),
				abiWord(kind),
				abiTuple(abiWord(l1Block), abiWord(timeS)),
				abiWord(baseFeeWei),
				abiAddress(sender),
				abiBytes32(dataHash),
			),
			mostGas: 500_000,
			title: titles["arbitrum-force"],
			says: [
				say("arbitrum.force.what", {
					what: amountIn(profile, null, amountWei),
					chain: profile.title,
				}),
				say("arbitrum.force.which", { message: index, block: l1Block }),
				say("arbitrum.force.pays-nobody"),
			],
			arrives: null,
		};
	},
	"arbitrum-execute": (profile, from, step) => {
		const { outbox } = arbitrumExitOf(profile).contracts;
		const { index, recipient, amountWei, sendRoot, siblings } = step;
		if (recipient !== from)
			throw new Fault("exit-recipient", `send ${index} pays ${recipient}`);
		const root = sendRootBy(step, siblings);
		if (root !== sendRoot)
			throw new Fault(
				"exit-evidence",
				`send ${index} leads to the root ${root}, not ${sendRoot}`,
			);
		return {
			...called(profile, outbox),
			valueWei: 0n,
			data: abiCall(
				selectors.executeTransaction,
				abiList(siblings.map(abiBytes32)),
				abiWord(index),
				abiAddress(step.sender),
				abiAddress(recipient),
				abiWord(step.l2Block),
				abiWord(step.l1Block),
				abiWord(step.timeS),
				abiWord(amountWei),
				abiBytes("0x"),
			),
			mostGas: 500_000,
			title: titles["arbitrum-execute"],
			says: [
				say("arbitrum.execute.what", {
					what: amountIn(profile, null, amountWei),
				}),
				say("arbitrum.execute.proof", { index, chain: profile.title }),
			],
			arrives: { token: null, amount: amountWei },
		};
	},
};

/**
 * The call of a step that `from` signs.
 * @throws exit-recipient when it pays, or was signed by, anybody else; exit-evidence when its proof does not lead to its root, or its
 * transaction withdraws nothing that is known here; unverifiable-method when the profile names no way out; as `signedWithdrawal`
 */
export const arbitrumCall = (
	profile: ArbitrumProfile,
	from: Hex,
	step: ArbitrumStep,
): ExitCall => callOfStep(calls, step.kind, profile, from, step);
