// A site's eth_sendTransaction: what of it an order can carry today, and what is refused with words. What is carried is carried
// as it was asked: the gas and the fees a site states are the most that is signed.

import { Fault } from "../base/fault.ts";
import type { TxRequest } from "../protocol/methods.ts";
import { transferGas } from "../receipt/order-rule.ts";
import type { SendRequest } from "./queue.ts";

const hasItems = (raw: unknown): boolean =>
	raw !== undefined && !(Array.isArray(raw) && raw.length === 0);

const feeMarket = 2n;

const unsupported = (what: string): Fault =>
	new Fault("unverifiable-method", what);

const bad = (what: string): Fault => new Fault("bad-params", what);

/** The most that the site lets be paid for a unit of gas. @throws bad-params for what contradicts itself */
const mostOf = ({
	type,
	gas,
	gasPrice,
	maxFeePerGas,
	maxPriorityFeePerGas,
}: TxRequest): SendRequest["most"] => {
	if (
		gasPrice !== undefined &&
		(type === feeMarket ||
			maxFeePerGas !== undefined ||
			maxPriorityFeePerGas !== undefined)
	)
		throw bad('"gasPrice" beside the fields of a fee market');
	if (
		maxFeePerGas !== undefined &&
		maxPriorityFeePerGas !== undefined &&
		maxPriorityFeePerGas > maxFeePerGas
	)
		throw bad('"maxPriorityFeePerGas" is over "maxFeePerGas"');
	if (gas !== undefined && gas < BigInt(transferGas))
		throw bad(`"gas" is ${gas}, a transfer takes ${transferGas}`);
	return {
		gas: gas ?? null,
		feePerGasWei: maxFeePerGas ?? gasPrice ?? null,
		tipPerGasWei: maxPriorityFeePerGas ?? null,
	};
};

/**
 * The payment that a site asks for, if it can be made just as it was asked.
 * @param on the chain the site is on, and the one where transfers can be proved
 * @throws unverifiable-method for what is not a plain transfer on L1 in a transaction of type 2; bad-params
 */
export const sendAsked = (
	request: TxRequest,
	origin: string,
	on: {
		readonly chainId: number;
		readonly l1: { readonly chainId: number; readonly title: string };
	},
): SendRequest => {
	const { to, type } = request;
	const { chainId, l1 } = on;
	if (request.chainId !== undefined && request.chainId !== BigInt(chainId))
		throw bad(`"chainId" is ${request.chainId}, the site is on ${chainId}`);
	if (chainId !== l1.chainId)
		throw unsupported(`sending on chain ${chainId}, not on ${l1.title}`);
	if (type !== undefined && type !== feeMarket)
		throw unsupported(`a transaction of type 0x${type.toString(16)}, not 0x2`);
	if (to === undefined)
		throw unsupported("creating a contract: effects unknown");
	if ([request.data, request.input].some((part = "0x") => part !== "0x"))
		throw unsupported("calling a contract: effects unknown");
	if (hasItems(request.accessList))
		throw unsupported("a transaction with an access list");
	if (request.nonce !== undefined)
		throw bad('"nonce" is for the wallet to choose');
	return {
		origin,
		from: request.from,
		to,
		chainId,
		valueWei: request.value ?? 0n,
		most: mostOf(request),
	};
};
