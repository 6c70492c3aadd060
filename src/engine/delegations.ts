// Whose code an account runs, by proof, and the order that changes that.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { delegateIn, noDelegate } from "../evidence/delegation-order.ts";
import type { DelegationView } from "../protocol/delegation-views.ts";
import type { DelegationFacts } from "../receipt/delegation-rule.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { Header } from "../state/values.ts";
import {
	type ComposedDelegation,
	composeDelegation,
} from "../wallet/delegation-order.ts";
import type { OrderRequest } from "../wallet/order-context.ts";
import { type Reader, readOne } from "./reader.ts";

/** What the account runs now, with the grade and the block it is proved at. */
export const lookAtDelegation = async (
	reader: Reader,
	account: Hex,
): Promise<DelegationView> => {
	const { account: found, code } = await readOne(
		reader,
		{ address: account, slots: [], code: true },
		"latest",
	);
	const { codeHash, at } = found.value;
	if (at.blockNumber === null)
		throw new Fault("internal", "a state of L1 without a block");
	const isEmpty = codeHash === emptyCodeHash;
	const to = isEmpty || code === null ? null : delegateIn(code.value.bytes);
	return {
		account,
		chainId: reader.chainId,
		to,
		/** Code that is no delegation: a contract, or something newer than this release. */
		isOther: !isEmpty && to === null,
		grade: at.grade,
		blockNumber: at.blockNumber,
	};
};

const readFacts = async (
	reader: Reader<Header>,
	from: Hex,
	to: Hex,
): Promise<DelegationFacts> => {
	const wanted = [
		{ address: from, slots: [], code: true },
		...(to === noDelegate || to === from
			? []
			: [{ address: to, slots: [], code: true }]),
	];
	const { basis, reads } = await reader.read(wanted, "latest");
	const [sender, delegate] = reads;
	if (sender === undefined)
		throw new Fault("internal", "an account was asked for");
	// the code of what has none is no evidence of anything
	if (to !== noDelegate && (delegate === undefined || delegate.code === null))
		throw new Fault("delegation-code", `${to} has no code of its own`);
	return {
		sender: sender.account,
		header: basis,
		own: sender.account.value.codeHash === emptyCodeHash ? null : sender.code,
		delegate:
			delegate === undefined || delegate.code === null
				? null
				: { account: delegate.account, code: delegate.code },
	};
};

/** @throws the refusals of `composeDelegation`; what a missing proof fails with */
export const composeDelegating = async (
	reader: Reader<Header>,
	asked: OrderRequest,
	tipWei: bigint,
	outstanding: () => readonly Hex[],
	nowMs: () => number,
): Promise<ComposedDelegation> => {
	const { id, origin, from, to, replaces } = asked;
	const facts = await readFacts(reader, from, to);
	return composeDelegation({
		...{ id, origin, to, facts, tipWei },
		outstanding: outstanding(),
		...(replaces === undefined ? {} : { replaces }),
		nowMs: nowMs(),
	});
};
