// A site's eth_sendTransaction: what of it an order can carry today, and what is refused with words.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { TxRequest } from "../protocol/methods.ts";
import type { Following } from "./following.ts";
import type { Orders } from "./orders.ts";
import { requestIdOf } from "./sites.ts";

const hasItems = (raw: unknown): boolean =>
	raw !== undefined && !(Array.isArray(raw) && raw.length === 0);

/**
 * Makes the order and waits until it is signed and on its way. Fees and gas that the site states are not used: the wallet
 * computes them from the proved base fee.
 * @throws unverifiable-method for what is not a plain transfer on L1; bad-params; user-refused and the signing rule's faults
 */
export const sendFromPage = async (
	following: Following,
	orders: Orders,
	requestId: string,
	origin: string,
	chainId: number,
	request: TxRequest,
): Promise<Hex> => {
	const { l1 } = following;
	if (chainId !== l1.network.chainId)
		throw new Fault(
			"unverifiable-method",
			`sending on chain ${chainId}: only transfers on ${l1.network.title} can be proved so far`,
		);
	const { to } = request;
	if (to === undefined)
		throw new Fault(
			"unverifiable-method",
			"creating a contract: what it does cannot be foretold yet",
		);
	if ([request.data, request.input].some((part = "0x") => part !== "0x"))
		throw new Fault(
			"unverifiable-method",
			"calling a contract: what it does cannot be foretold yet",
		);
	if (hasItems(request.accessList))
		throw new Fault("unverifiable-method", "a transaction with an access list");
	if (request.nonce !== undefined)
		throw new Fault(
			"bad-params",
			'"nonce" is the wallet\'s to choose, out of the proved one',
		);
	const id = requestIdOf(origin, requestId);
	await orders.prepare(following.ground(chainId), {
		id,
		origin,
		from: request.from,
		to,
		valueWei: request.value ?? 0n,
	});
	return orders.sent(id);
};
