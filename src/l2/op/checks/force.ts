// The call on an OP rollup that a forced transaction makes, and the withdrawal that comes of it: known by its marks, whatever
// its nonce. Pure. Source: contracts-bedrock 0.17.3, OptimismPortal2.sol, L2ToL1MessagePasser.sol, L2StandardBridge.sol.

import { abiAddress, abiBytes, abiCall, abiWord } from "../../../base/abi.ts";
import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { selectorsOf } from "../../../crypto/selector.ts";
import { type Payment, paymentOf, wayOutOf } from "./payee.ts";
import type { OpForce } from "./step.ts";
import type { AnyOpProfile } from "./values.ts";
import type { OpWithdrawal } from "./withdrawal.ts";

// The tests compute them again, from the contracts.
export const forceSelectors = selectorsOf({
	initiateWithdrawal: "initiateWithdrawal(address,uint256,bytes)",
	withdrawTo: "withdrawTo(address,address,uint256,uint32,bytes)",
});

/** Bought with gas of L1, so no larger than the calls need with room to spare. */
const l2Gas = { ether: 200_000, token: 600_000 } as const;

/** A call on L2 as the portal is told of it. */
export type ForcedCall = {
	readonly to: Hex;
	readonly valueWei: bigint;
	readonly gas: number;
	readonly data: Hex;
};

/** The call on L2 that the forced transaction makes. @throws exit-recipient for a token that has none on L1 */
export const forcedCall = (
	profile: AnyOpProfile,
	from: Hex,
	step: OpForce,
): ForcedCall => {
	const exit = wayOutOf(profile);
	const { token, amount, l1Gas } = step;
	if (token === null)
		return {
			to: profile.messagePasser,
			valueWei: amount,
			gas: l2Gas.ether,
			data: abiCall(
				forceSelectors.initiateWithdrawal,
				abiAddress(from),
				abiWord(l1Gas),
				abiBytes("0x"),
			),
		};
	if (!exit.tokens.some(({ l2 }) => l2 === token))
		throw new Fault(
			"exit-recipient",
			`the profile knows no token on L1 for ${token}`,
		);
	return {
		to: exit.standardBridge,
		valueWei: 0n,
		gas: l2Gas.token,
		data: abiCall(
			forceSelectors.withdrawTo,
			abiAddress(token),
			abiAddress(from),
			abiWord(amount),
			abiWord(l1Gas),
			abiBytes("0x"),
		),
	};
};

/** Is the withdrawal the one that this forced step makes on L2, whatever its nonce? It is compared, and not believed. */
export const isForcedBy = (
	profile: AnyOpProfile,
	from: Hex,
	step: OpForce,
	withdrawal: OpWithdrawal,
): boolean => {
	let payment: Payment;
	try {
		payment = paymentOf(wayOutOf(profile), from, withdrawal);
	} catch {
		return false;
	}
	const { token, amount, sender, leastGas, messageHash } = payment;
	return (
		(token?.l2 ?? null) === step.token &&
		(messageHash === null) === (step.token === null) &&
		amount === step.amount &&
		sender === from &&
		leastGas === BigInt(step.l1Gas)
	);
};
