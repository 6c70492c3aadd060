// A site's eth_sendTransaction: what of it an order can carry today, and what is refused with words. What is carried is carried
// as it was asked: the gas and the fees a site states are the most that is signed.

import { type Hex, zeroAddress } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import {
	accessList,
	callBytes,
	mostCallBytes,
} from "../evidence/call-order.ts";
import type { TxRequest } from "../protocol/methods.ts";
import { transferGas } from "../receipt/order-rule.ts";
import type { CallAsked } from "../wallet/order-context.ts";
import type { OlderType } from "../wallet/place.ts";
import type { SendRequest } from "./queue.ts";

const feeMarket = 2n;
const setCode = 4n;
/** In place of a recipient, where there is none. */
const isNobody = (to: Hex | null | undefined): boolean =>
	to === undefined || to === null;

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
		feePerGasWei: maxFeePerGas ?? null,
		tipPerGasWei: maxPriorityFeePerGas ?? null,
	};
};

/** One that names a price is of an older type: nothing else is signed in its place. @throws bad-params */
const olderOf = ({
	type,
	gasPrice,
	maxFeePerGas,
	maxPriorityFeePerGas,
	accessList,
}: TxRequest): OlderType | null => {
	if (type === feeMarket || (type === undefined && gasPrice === undefined))
		return null;
	if (maxFeePerGas !== undefined || maxPriorityFeePerGas !== undefined)
		throw bad("fields of a fee market in an older type");
	const isListed = Array.isArray(accessList) && accessList.length > 0;
	if (type === 0n && isListed) throw bad("an access list in type 0x0");
	const isOfLists = type === 1n || (type === undefined && isListed);
	return { type: isOfLists ? 1 : 0, priceWei: gasPrice ?? null };
};

/** @throws bad-params where both are stated and differ */
const dataOf = ({ data, input }: TxRequest): Hex => {
	if (data !== undefined && input !== undefined && data !== input)
		throw bad('"data" and "input" differ');
	return input ?? data ?? "0x";
};

/** What a contract is to be called with; undefined for a plain payment. @throws bad-params, unverifiable-method */
const callOf = (
	request: TxRequest,
	l1: { readonly calls: boolean },
): CallAsked | undefined => {
	const data = dataOf(request);
	const listed = request.accessList ?? [];
	if (data === "0x") {
		if (!Array.isArray(listed) || listed.length > 0)
			throw unsupported("a payment with an access list: it needs none");
		return undefined;
	}
	if (!l1.calls) throw unsupported("calling a contract: effects unknown");
	const call = {
		data,
		accessList: d.decodeAs(accessList, listed, "accessList", "bad-params"),
		...(isNobody(request.to) ? { creates: true as const } : {}),
	};
	if (callBytes(call) > mostCallBytes)
		throw bad(`data and access list are over ${mostCallBytes} bytes`);
	return call;
};

/**
 * The payment or the call that a site asks for, if it can be made just as it was asked.
 * @param on the chain the site is on, and the one where orders can be proved; `calls`: are calls simulated there?
 * @throws unverifiable-method for what is neither a transfer, a call nor a creation on L1 in a transaction of type 0, 1 or 2;
 * delegation-site; bad-params
 */
export const sendAsked = (
	request: TxRequest,
	origin: string,
	on: {
		readonly chainId: number;
		readonly l1: {
			readonly chainId: number;
			readonly title: string;
			readonly calls: boolean;
		};
	},
): SendRequest => {
	const { to, type, authorizationList } = request;
	if (type === setCode || authorizationList !== undefined)
		throw new Fault("delegation-site", "a transaction of type 0x4");
	const { chainId, l1 } = on;
	if (request.chainId !== undefined && request.chainId !== BigInt(chainId))
		throw bad(`"chainId" is ${request.chainId}, the site is on ${chainId}`);
	if (chainId !== l1.chainId)
		throw unsupported(`sending on chain ${chainId}, not on ${l1.title}`);
	if (type !== undefined && type > feeMarket)
		throw unsupported(`a transaction of type 0x${type.toString(16)}`);
	const call = callOf(request, l1);
	if (isNobody(to) && call === undefined)
		throw bad('neither "to" nor anything to create');
	const older = olderOf(request);
	if (request.nonce !== undefined)
		throw bad('"nonce" is for the wallet to choose');
	return {
		origin,
		from: request.from,
		to: to ?? zeroAddress,
		chainId,
		valueWei: request.value ?? 0n,
		...(call === undefined ? {} : { call }),
		...(older === null ? {} : { older }),
		most: mostOf(request),
	};
};
