// A node's JSON transaction or receipt as the bytes that stand in the block's trie. It must not know whether they are
// true: state/block.ts rebuilds the trie.

import { concat, fromHex, type Hex, toHex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { encodeRlp, type Rlp } from "../base/rlp.ts";
import { asBytes, asData, asQuantity, looseNumber } from "./quantity.ts";
import {
	isTransactionType,
	type TransactionField,
	transactionFields,
} from "./transaction-fields.ts";

type Fields = { readonly [name: string]: unknown };
type Item = (fields: Fields, path: string) => Rlp;
const fieldsOf = d.dictionary(d.anything, 100);
const none = new Uint8Array(0);

/** One field by its name; `otherwise` is what stands in the trie when a node leaves it out. */
const field =
	(
		name: string,
		encode: (raw: unknown, path: string) => Rlp,
		otherwise?: Rlp,
	): Item =>
	(fields, path) => {
		const part = fields[name];
		if (otherwise !== undefined && (part === undefined || part === null))
			return otherwise;
		return encode(part, `${path}.${name}`);
	};

const flagItem = (raw: unknown, path: string): Rlp => {
	if (typeof raw !== "boolean")
		throw new Fault("bad-field", `"${path}" is not true or false`);
	return raw ? Uint8Array.of(1) : none;
};

const hashItems = (raw: unknown, path: string): Rlp =>
	d
		.list(d.hash, 4096)(raw, path)
		.map((item) => fromHex(item));

const accessItems = (raw: unknown, path: string): Rlp =>
	d
		.list(fieldsOf, 20_000)(raw, path)
		.map((entry, i) => [
			fromHex(d.address(entry.address, `${path}[${i}].address`)),
			d
				.list(d.hash, 20_000)(entry.storageKeys, `${path}[${i}].storageKeys`)
				.map((key) => fromHex(key)),
		]);

/** The parity bit goes by two names. */
const parity: Item = (fields, path) =>
	asQuantity(fields.yParity ?? fields.v, `${path}.yParity`);

const r = field("r", asQuantity);
const s = field("s", asQuantity);
const authorizationItems = (raw: unknown, path: string): Rlp =>
	d
		.list(fieldsOf, 4096)(raw, path)
		.map((entry, i) => {
			const at = `${path}[${i}]`;
			return [
				field("chainId", asQuantity)(entry, at),
				field("address", asBytes(20))(entry, at),
				field("nonce", asQuantity)(entry, at),
				parity(entry, at),
				r(entry, at),
				s(entry, at),
			];
		});

const items: { readonly [name in TransactionField]: Item } = {
	chainId: field("chainId", asQuantity),
	nonce: field("nonce", asQuantity),
	gasPrice: field("gasPrice", asQuantity),
	maxPriorityFeePerGas: field("maxPriorityFeePerGas", asQuantity),
	maxFeePerGas: field("maxFeePerGas", asQuantity),
	gas: field("gas", asQuantity),
	to: field("to", asBytes(20), none),
	value: field("value", asQuantity),
	input: (fields, path) =>
		asData(16_000_000)(fields.input ?? fields.data, `${path}.input`),
	accessList: field("accessList", accessItems),
	maxFeePerBlobGas: field("maxFeePerBlobGas", asQuantity),
	blobVersionedHashes: field("blobVersionedHashes", hashItems),
	authorizationList: field("authorizationList", authorizationItems),
	v: field("v", asQuantity),
	yParity: parity,
	r,
	s,
	sourceHash: field("sourceHash", asBytes(32)),
	from: field("from", asBytes(20)),
	mint: field("mint", asQuantity, none),
	isSystemTx: field("isSystemTx", flagItem, none),
	requestId: field("requestId", asBytes(32)),
	// a node leaves it out of the one type whose only price it is
	feeCap: (fields, path) =>
		asQuantity(fields.maxFeePerGas ?? fields.gasPrice, `${path}.maxFeePerGas`),
	ticketId: field("ticketId", asBytes(32)),
	refundTo: field("refundTo", asBytes(20)),
	maxRefund: field("maxRefund", asQuantity),
	submissionFeeRefund: field("submissionFeeRefund", asQuantity),
	l1BaseFee: field("l1BaseFee", asQuantity),
	depositValue: field("depositValue", asQuantity),
	retryTo: field("retryTo", asBytes(20), none),
	retryValue: field("retryValue", asQuantity),
	beneficiary: field("beneficiary", asBytes(20)),
	maxSubmissionFee: field("maxSubmissionFee", asQuantity),
	retryData: field("retryData", asData(16_000_000)),
};

const typeOf = (fields: Fields, path: string): number =>
	fields.type === undefined || fields.type === null
		? 0
		: looseNumber(fields.type, `${path}.type`);

const withType = (type: number, items: Rlp): Hex => {
	const payload = encodeRlp(items);
	return toHex(type === 0 ? payload : concat(Uint8Array.of(type), payload));
};

/**
 * The transaction as in the trie.
 * @throws bad-field; unknown-fork for a type that is not known: a chain may have one that this release does not, and who serves it does
 * not lie
 */
export const encodeTransaction = (raw: unknown, path = "transaction"): Hex => {
	const fields = fieldsOf(raw, path);
	const type = typeOf(fields, path);
	if (!isTransactionType(type))
		throw new Fault("unknown-fork", `"${path}.type" ${type} is not known`);
	return withType(
		type,
		transactionFields[type].map((name) => items[name](fields, path)),
	);
};

const logItems = (raw: unknown, path: string): Rlp =>
	d
		.list(fieldsOf, 100_000)(raw, path)
		.map((entry, i) => {
			const at = `${path}[${i}]`;
			return [
				field("address", asBytes(20))(entry, at),
				d
					.list(d.hash, 4)(entry.topics, `${at}.topics`)
					.map((topic) => fromHex(topic)),
				field("data", asData(16_000_000))(entry, at),
			];
		});

/** The receipt as in the trie. Before Byzantium it holds a state root instead of the status. @throws bad-field */
export const encodeReceipt = (raw: unknown, path = "receipt"): Hex => {
	const fields = fieldsOf(raw, path);
	const type = typeOf(fields, path);
	const status =
		fields.status === undefined || fields.status === null
			? field("root", asBytes(32))
			: field("status", asQuantity);
	const parts: Rlp[] = [
		status(fields, path),
		field("cumulativeGasUsed", asQuantity)(fields, path),
		field("logsBloom", asBytes(256))(fields, path),
		field("logs", logItems)(fields, path),
	];
	// OP Stack: since Regolith a deposit's receipt holds its nonce, since Canyon also its version.
	if (type === 126 && fields.depositNonce !== undefined)
		parts.push(field("depositNonce", asQuantity)(fields, path));
	if (type === 126 && fields.depositReceiptVersion !== undefined)
		parts.push(field("depositReceiptVersion", asQuantity)(fields, path));
	return withType(type, parts);
};
