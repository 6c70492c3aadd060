// What an account does on L1 to leave an OP rollup: force a withdrawal, prove it, have its root's game closed, take what it
// brings; where nobody proposes roots any more, propose one. Pure.
// Source: contracts-bedrock 0.17.3, OptimismPortal2.sol, DisputeGameFactory.sol, FaultDisputeGame.sol,
// CrossDomainMessenger.sol. What later releases have besides, or do not have, is in registry-exit.ts.

import {
	abiAddress,
	abiBytes,
	abiBytes32,
	abiCall,
	abiEncode,
	abiList,
	abiTuple,
	abiWord,
} from "../../../base/abi.ts";
import { fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { selectorsOf } from "../../../crypto/selector.ts";
import type { Message } from "../../../protocol/message.ts";
import { callOfStep, type ExitCall, proxyCalled } from "../../exit-step.ts";
import { amountIn } from "../../units.ts";
import { opMessage } from "./codes.ts";
import { forcedCall } from "./force.ts";
import { decodeGameCode } from "./games.ts";
import { checkGameArgs, decodeMadeGame } from "./made-game.ts";
import { exitOf, paymentOf, wayOutOf } from "./payee.ts";
import { outputRoot } from "./payload.ts";
import type { OpProfile } from "./profile.ts";
import type { OpStep } from "./step.ts";
import type { AnyOpProfile } from "./values.ts";
import {
	checkWithdrawal,
	type OpWithdrawal,
	withdrawalAbi,
} from "./withdrawal.ts";

/** A withdrawal asks for no more gas than this, and its data is the standard bridge's at most. */
const mostWithdrawalGas = 10_000_000;

// The tests compute them again, from the contracts.
export const opSelectors = selectorsOf({
	depositTransaction: "depositTransaction(address,uint256,uint64,bool,bytes)",
	proveWithdrawalTransaction:
		"proveWithdrawalTransaction((uint256,address,address,uint256,uint256,bytes),uint256,(bytes32,bytes32,bytes32,bytes32),bytes[])",
	finalizeWithdrawalTransaction:
		"finalizeWithdrawalTransaction((uint256,address,address,uint256,uint256,bytes))",
	finalizeWithdrawalTransactionExternalProof:
		"finalizeWithdrawalTransactionExternalProof((uint256,address,address,uint256,uint256,bytes),address)",
	create: "create(uint32,bytes32,bytes)",
	resolveClaim: "resolveClaim(uint256,uint256)",
	resolve: "resolve()",
	claimCredit: "claimCredit(address)",
});

const proxied = (
	{ slots }: AnyOpProfile,
	contract: Parameters<typeof proxyCalled>[0],
) => proxyCalled(contract, slots.implementation);

/** It is a game of a make that the profile knows, by its own code. @throws l2-game */
const checkGame = (profile: AnyOpProfile, code: Uint8Array): void => {
	if (profile.kind === "op-games-v1") {
		const { implementation } = decodeGameCode(code);
		if (implementation !== profile.game.implementation)
			throw new Fault("l2-game", `a clone of ${implementation}`);
		return;
	}
	const { game, gameArgs } = decodeMadeGame(profile, code);
	checkGameArgs(profile, game, gameArgs);
};

const cloned = (
	profile: AnyOpProfile,
	to: Hex,
): Pick<ExitCall, "to" | "contract"> => ({
	to,
	contract: { how: "clone", check: (code) => checkGame(profile, code) },
});

const titles = {
	"op-force": opMessage("op.force.title"),
	"op-prove": opMessage("op.prove.title"),
	"op-resolve-claim": opMessage("op.resolve-claim.title"),
	"op-resolve": opMessage("op.resolve.title"),
	"op-propose": opMessage("op.propose.title"),
	"op-finalize": opMessage("op.finalize.title"),
	"op-relay": opMessage("op.relay.title"),
	"op-bond": opMessage("op.bond.title"),
} as const satisfies { readonly [kind in OpStep["kind"]]: Message };

/** What a step is called. */
export const opTitle = ({ kind }: OpStep): Message => titles[kind];

/** What the withdrawal brings to `from`. @throws exit-recipient */
const brings = (profile: AnyOpProfile, from: Hex, withdrawal: OpWithdrawal) => {
	const payment = paymentOf(wayOutOf(profile), from, withdrawal);
	const { token, amount } = payment;
	return {
		payment,
		what: amountIn(profile, token?.l2 ?? null, amount),
		arrives: { token: token?.l1 ?? null, amount },
	};
};

type CallOf<K extends OpStep["kind"], P extends AnyOpProfile = AnyOpProfile> = (
	profile: P,
	from: Hex,
	step: Extract<OpStep, { readonly kind: K }>,
) => ExitCall;

export const forceCall: CallOf<"op-force"> = (profile, from, step) => {
	const exit = wayOutOf(profile);
	if (step.amount === 0n)
		throw new Fault("bad-field", "a withdrawal of nothing");
	const made = forcedCall(profile, from, step);
	return {
		...proxied(profile, exit.portal),
		valueWei: 0n,
		data: abiCall(
			opSelectors.depositTransaction,
			abiAddress(made.to),
			abiWord(made.valueWei),
			abiWord(made.gas),
			abiWord(0),
			abiBytes(made.data),
		),
		// The portal burns gas of L1 for the gas that it buys on L2, more of it when many do so at once.
		mostGas: 3_000_000,
		title: opTitle(step),
		says: [
			opMessage("op.force.what", {
				what: amountIn(profile, step.token, step.amount),
				chain: profile.title,
			}),
			opMessage("op.force.window", {
				window: exit.sequencingWindow.seconds,
			}),
			opMessage("op.force.gas"),
			opMessage("op.force.too-little"),
		],
		arrives: null,
	};
};

export const proveCall: CallOf<"op-prove"> = (profile, from, step) => {
	const exit = wayOutOf(profile);
	const { withdrawal, gameIndex, proof } = step;
	const { stateRoot, messagePasserStorageRoot, blockHash } = step;
	const parts = { stateRoot, messagePasserStorageRoot, blockHash };
	const { what } = brings(profile, from, withdrawal);
	checkWithdrawal(outputRoot(parts), parts, withdrawal, proof);
	return {
		...proxied(profile, exit.portal),
		valueWei: 0n,
		data: abiCall(
			opSelectors.proveWithdrawalTransaction,
			withdrawalAbi(withdrawal),
			abiWord(gameIndex),
			abiTuple(
				abiWord(0),
				abiBytes32(stateRoot),
				abiBytes32(messagePasserStorageRoot),
				abiBytes32(blockHash),
			),
			abiList(proof.map(abiBytes)),
		),
		mostGas: 3_000_000,
		title: opTitle(step),
		says: [
			opMessage("op.prove.what", { what, chain: profile.title }),
			opMessage("op.prove.root", { game: gameIndex }),
			opMessage("op.prove.wait", { wait: exit.proofMaturityS }),
		],
		arrives: null,
	};
};

export const resolveClaimCall: CallOf<"op-resolve-claim"> = (
	profile,
	_from,
	step,
) => {
	return {
		...cloned(profile, step.game),
		valueWei: 0n,
		data: abiCall(opSelectors.resolveClaim, abiWord(0), abiWord(0)),
		mostGas: 1_000_000,
		title: opTitle(step),
		says: [
			opMessage("op.resolve-claim.what", { game: step.game }),
			opMessage("op.resolve-claim.anybody"),
		],
		arrives: null,
	};
};

export const resolveCall: CallOf<"op-resolve"> = (profile, _from, step) => {
	const exit = wayOutOf(profile);
	return {
		...cloned(profile, step.game),
		valueWei: 0n,
		data: abiCall(opSelectors.resolve),
		mostGas: 1_000_000,
		title: opTitle(step),
		says: [
			opMessage("op.resolve.what", { game: step.game }),
			opMessage("op.resolve.wait", { wait: exit.gameFinalityS }),
		],
		arrives: null,
	};
};

const proposeCall: CallOf<"op-propose", OpProfile> = (profile, _from, step) => {
	const exit = exitOf(profile);
	const root = outputRoot(step);
	return {
		...proxied(profile, profile.contracts.disputeGameFactory),
		valueWei: step.bondWei,
		data: abiCall(
			opSelectors.create,
			abiWord(profile.game.type),
			abiBytes32(root),
			abiBytes(toHex(abiEncode(abiWord(step.l2BlockNumber)))),
		),
		mostGas: 2_000_000,
		title: opTitle(step),
		says: [
			opMessage("op.propose.what", {
				chain: profile.title,
				root,
				block: step.l2BlockNumber,
			}),
			opMessage("op.propose.bond", {
				bond: amountIn(profile, null, step.bondWei),
				wait: exit.gameClockS + exit.bondDelayS,
			}),
			opMessage("op.propose.not-run"),
		],
		arrives: null,
	};
};

export const finalizeCall: CallOf<"op-finalize"> = (profile, from, step) => {
	const exit = wayOutOf(profile);
	const { withdrawal, submitter } = step;
	const { what, arrives } = brings(profile, from, withdrawal);
	if (withdrawal.gasLimit > BigInt(mostWithdrawalGas))
		throw new Fault("bad-field", `gas of ${withdrawal.gasLimit}`);
	const own = submitter === null || submitter === from;
	return {
		...proxied(profile, exit.portal),
		valueWei: 0n,
		data: own
			? abiCall(
					opSelectors.finalizeWithdrawalTransaction,
					withdrawalAbi(withdrawal),
				)
			: abiCall(
					opSelectors.finalizeWithdrawalTransactionExternalProof,
					withdrawalAbi(withdrawal),
					abiAddress(submitter),
				),
		// The portal keeps a 64th of the gas back, and some for itself and the bridge.
		mostGas: Math.ceil((Number(withdrawal.gasLimit) * 64) / 63) + 1_000_000,
		title: opTitle(step),
		says: [
			opMessage("op.finalize.what", { what }),
			...(own ? [] : [opMessage("op.finalize.other-proof", { submitter })]),
		],
		arrives,
	};
};

const relayCall: CallOf<"op-relay", OpProfile> = (profile, from, step) => {
	const exit = exitOf(profile);
	const { withdrawal } = step;
	const { payment, what, arrives } = brings(profile, from, withdrawal);
	if (payment.messageHash === null)
		throw new Fault("exit-recipient", "the withdrawal is no message");
	if (payment.leastGas > BigInt(mostWithdrawalGas))
		throw new Fault("bad-field", `gas of ${payment.leastGas}`);
	return {
		...proxied(profile, exit.contracts.l1CrossDomainMessenger),
		valueWei: 0n,
		// What the portal called the messenger with is the message itself.
		data: toHex(fromHex(withdrawal.data)),
		mostGas: Math.ceil((Number(payment.leastGas) * 64) / 63) + 1_000_000,
		title: opTitle(step),
		says: [opMessage("op.relay.what", { what })],
		arrives,
	};
};

const bondCall: CallOf<"op-bond", OpProfile> = (profile, from, step) => {
	return {
		...cloned(profile, step.game),
		valueWei: 0n,
		data: abiCall(opSelectors.claimCredit, abiAddress(from)),
		mostGas: 500_000,
		title: opTitle(step),
		says: [
			opMessage("op.bond.what", {
				what: amountIn(profile, null, step.amountWei),
			}),
		],
		arrives: { token: null, amount: step.amountWei },
	};
};

const calls: { readonly [K in OpStep["kind"]]: CallOf<K, OpProfile> } = {
	"op-force": forceCall,
	"op-prove": proveCall,
	"op-resolve-claim": resolveClaimCall,
	"op-resolve": resolveCall,
	"op-propose": proposeCall,
	"op-finalize": finalizeCall,
	"op-relay": relayCall,
	"op-bond": bondCall,
};

/**
 * The call of a step. What a withdrawal pays goes to `from`, read out of the withdrawal itself; what is asked of the rollup
 * names `from` and nobody else.
 * @throws exit-recipient; unverifiable-method when the profile names no way out; mpt-*, proof-value when a withdrawal's
 * proof does not hold under its output root; bad-field for what does not fit its word
 */
export const opCall = (
	profile: OpProfile,
	from: Hex,
	step: OpStep,
): ExitCall => {
	// a profile that names no way out has no step either
	exitOf(profile);
	return callOfStep(calls, step.kind, profile, from, step);
};
