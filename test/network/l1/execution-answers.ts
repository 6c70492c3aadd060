// What the execution client leaves out of its answers: a type 4 transaction has a list of authorizations, and is told without it. Put
// right where transactions are told whole. It must not know who asks.

import { fromHex, toQuantity } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { field, invoke, objectAt, patch } from "./patch.ts";

type Parts = { readonly [name: string]: unknown };

const partsOf = (value: unknown): Parts =>
	typeof value === "object" && value !== null ? { ...value } : {};

/** The client writes numbers as it finds them in the bytes: "0x" for zero. Nodes write "0x0". */
const quantity = (value: unknown): string =>
	value === "0x" ? "0x0" : toQuantity(BigInt(String(value)));

/** As geth writes them. */
const authorizationsOf = (transaction: unknown): readonly Parts[] => {
	const list: unknown = field(
		invoke(transaction, "toJSON"),
		"authorizationList",
	);
	return (Array.isArray(list) ? list : []).map((one: unknown) =>
		Object.fromEntries(
			Object.entries(partsOf(one)).map(([name, value]) => [
				name,
				name === "address" ? value : quantity(value),
			]),
		),
	);
};

const lacksThem = (told: unknown): boolean => field(told, "type") === "0x4";

/** What is told of a block's transaction, whole. */
const completed = (told: unknown, block: unknown, index: number): unknown => {
	if (!lacksThem(told)) return told;
	const all = field(block, "transactions");
	const one: unknown = Array.isArray(all) ? all[index] : undefined;
	return { ...partsOf(told), authorizationList: authorizationsOf(one) };
};

/** @param rpc the module of the client that answers `eth_…` */
export const tellAuthorizations = (rpc: object): void => {
	const blockOf = (self: object, hash: unknown): Promise<unknown> =>
		Promise.resolve(
			invoke(
				objectAt(self, "_chain"),
				"getBlock",
				fromHex(d.hash(hash, "block hash")),
			),
		);
	for (const name of ["getBlockByHash", "getBlockByNumber"])
		patch(rpc, name, async (original, self, args) => {
			const told = await original(self, args);
			const all = field(told, "transactions");
			if (!Array.isArray(all) || !all.some(lacksThem)) return told;
			const block = await blockOf(self, field(told, "hash"));
			return {
				...partsOf(told),
				transactions: all.map((one: unknown, index) =>
					completed(one, block, index),
				),
			};
		});
	for (const name of [
		"getTransactionByHash",
		"getTransactionByBlockHashAndIndex",
		"getTransactionByBlockNumberAndIndex",
	])
		patch(rpc, name, async (original, self, args) => {
			const told = await original(self, args);
			if (!lacksThem(told)) return told;
			const block = await blockOf(self, field(told, "blockHash"));
			const index = Number(field(told, "transactionIndex"));
			return completed(told, block, index);
		});
};
