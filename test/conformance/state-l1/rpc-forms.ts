// Answers of execution nodes: headers and whole blocks, lists of receipts, single transactions, EIP-1186 proofs with the
// header of their state root where there is one.

import {
	bigToMinimal,
	fromHex,
	type Hex,
	toHex,
} from "../../../src/base/bytes.ts";
import { asFault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { encodeRlp } from "../../../src/base/rlp.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { buildListTrie } from "../../../src/proof/trie.ts";
import { accountClaim } from "../../../src/source/execution.ts";
import { encodeHeader, headerFields } from "../../../src/source/header.ts";
import { looseQuantity } from "../../../src/source/quantity.ts";
import {
	encodeReceipt,
	encodeTransaction,
} from "../../../src/source/transaction.ts";
import { checkAccount, checkStated } from "../../../src/state/account.ts";
import { decodeReceipt } from "../../../src/state/block.ts";
import { checkHeader } from "../../../src/state/header.ts";
import { checkSlot } from "../../../src/state/slot.ts";
import {
	expect,
	fieldsIn,
	hexIn,
	hexList,
	listIn,
	type StateCase,
} from "./case.ts";
import {
	asHex,
	type Document,
	type Fields,
	findAll,
	findLists,
	isFields,
	saysFalse,
} from "./document.ts";

const has = (fields: Fields, ...names: readonly string[]): boolean =>
	names.every((name) => fields[name] !== undefined);

export const isBlock = (fields: Fields): boolean =>
	has(fields, "hash", "parentHash", "stateRoot", "receiptsRoot", "logsBloom") &&
	has(fields, "number", "gasLimit", "extraData", "miner", "sha3Uncles");
const isPayload = (fields: Fields): boolean =>
	has(fields, "state_root", "receipts_root", "block_hash", "block_number");
const isTransaction = (fields: Fields): boolean =>
	has(fields, "hash", "nonce", "gas", "r", "s", "input", "value");
const isReceipt = (json: Json | undefined): boolean =>
	isFields(json) &&
	has(json, "cumulativeGasUsed", "logsBloom", "logs", "transactionIndex");
const isProof = (fields: Fields): boolean =>
	Array.isArray(fields.accountProof) && fields.accountProof.length > 0;

/** What is known of blocks in some files: headers by hash, and which roots a header names. */
export type Known = {
	/** Block hash to receipts root. */
	readonly receipts: ReadonlyMap<Hex, Hex>;
	/** State roots, with where they come from. */
	readonly states: ReadonlyMap<Hex, string>;
	/** Addresses that occur. */
	readonly addresses: ReadonlySet<Hex>;
};

const addressesIn = (value: Json, found: Set<Hex>, depth = 12): void => {
	if (depth === 0 || found.size > 5000) return;
	if (typeof value === "string") {
		if (/^0x[0-9a-fA-F]{40}$/.test(value)) found.add(hexIn(value));
	} else if (Array.isArray(value))
		for (const part of value) addressesIn(part, found, depth - 1);
	else if (isFields(value))
		for (const part of Object.values(value))
			addressesIn(part, found, depth - 1);
};

export const knownIn = (documents: readonly Document[]): Known => {
	const receipts = new Map<Hex, Hex>();
	const states = new Map<Hex, string>();
	const addresses = new Set<Hex>();
	for (const { value, name } of documents) {
		for (const { fields } of findAll(value, isBlock)) {
			const hash = asHex(fields.hash);
			const receiptsRoot = asHex(fields.receiptsRoot);
			const stateRoot = asHex(fields.stateRoot);
			if (hash !== null && receiptsRoot !== null)
				receipts.set(hash, receiptsRoot);
			if (stateRoot !== null) states.set(stateRoot, name);
		}
		for (const { fields } of findAll(value, isPayload)) {
			const hash = asHex(fields.block_hash);
			const receiptsRoot = asHex(fields.receipts_root);
			const stateRoot = asHex(fields.state_root);
			if (hash !== null && receiptsRoot !== null)
				receipts.set(hash, receiptsRoot);
			if (stateRoot !== null) states.set(stateRoot, name);
		}
		for (const text of headerTexts(value)) {
			const { stateRoot, receiptsRoot, hash } = checkHeader(
				text,
				keccakHex(fromHex(text)),
			);
			states.set(stateRoot, name);
			receipts.set(hash, receiptsRoot);
		}
	}
	const isNameless = ({ value }: Document): boolean =>
		findAll(value, isProof).some(({ fields }) => !has(fields, "address"));
	if (documents.some(isNameless))
		for (const { value } of documents) addressesIn(value, addresses);
	return { receipts, states, addresses };
};

/** Headers that lie as RLP in some field. */
const headerTexts = (value: Json): readonly Hex[] =>
	findAll(value, () => true)
		.flatMap(({ fields }) =>
			[
				"rlpBlockHeader",
				"blockHeader",
				"block_header",
				"header",
				"rlpHeader",
			].map((name) => asHex(fields[name])),
		)
		.filter((text) => text !== null)
		.filter((text) => {
			try {
				checkHeader(text, keccakHex(fromHex(text)));
				return true;
			} catch {
				return false;
			}
		});

const withdrawalsRoot = (items: readonly Json[]): Hex =>
	buildListTrie(
		items.map((item) => {
			const fields = fieldsIn(item);
			const number = (name: string) =>
				bigToMinimal(looseQuantity(fields[name], name));
			return encodeRlp([
				number("index"),
				number("validatorIndex"),
				fromHex(hexIn(fields.address), 20),
				number("amount"),
			]);
		}),
	).root;

/** The fields that the hash and the roots of a block commit to. */
const committedOf = (fields: Fields): Fields => {
	const kept: { [name: string]: Json } = { hash: fields.hash ?? null };
	for (const [name] of headerFields) {
		const part = fields[name];
		if (part === undefined || part === null) {
			if (Object.keys(kept).length > 15) break;
			continue;
		}
		kept[name] = part;
	}
	if (Array.isArray(fields.withdrawals) && has(kept, "withdrawalsRoot"))
		kept.withdrawals = fields.withdrawals.map((item: Json) => {
			const { index, validatorIndex, address, amount } = fieldsIn(item);
			return {
				index: index ?? null,
				validatorIndex: validatorIndex ?? null,
				address: address ?? null,
				amount: amount ?? null,
			};
		});
	return kept;
};

const checkBlock = (input: Json): void => {
	const fields = fieldsIn(input);
	const { withdrawals, hash } = fields;
	checkHeader(toHex(encodeHeader(fields)), hexIn(hash));
	if (withdrawals !== undefined)
		expect(
			withdrawalsRoot(listIn(withdrawals)) === fields.withdrawalsRoot,
			"the withdrawals root is another",
		);
};

const rootOf = (raws: readonly Hex[]): Hex =>
	buildListTrie(raws.map((raw) => fromHex(raw))).root;

/** The input, or why there is none: a node's JSON may leave out fields, or have types, that no RLP can be made of. */
const readable = (
	make: () => Json,
): Pick<StateCase, "input" | "unsupported"> => {
	try {
		return { input: make() };
	} catch (thrown) {
		return {
			input: null,
			unsupported: `JSON that does not hold all of the bytes (${asFault(thrown).detail})`,
		};
	}
};

const blockCases = (document: Document): readonly StateCase[] =>
	findAll(document.value, isBlock).flatMap(({ at, fields }) => {
		const name = `${document.path} ${at}`.trim();
		const isFalse = saysFalse(document);
		const cases: StateCase[] = [
			{
				name: `${name} header`,
				input: committedOf(fields),
				check: checkBlock,
				isFalse,
			},
		];
		const { transactions } = fields;
		if (
			Array.isArray(transactions) &&
			isFields(transactions[0]) &&
			isTransaction(transactions[0]) &&
			!isFalse
		)
			cases.push({
				name: `${name} transactions`,
				...readable(() => ({
					root: fields.transactionsRoot ?? null,
					raws: transactions.map((item: Json) => encodeTransaction(item)),
				})),
				check: (input) => {
					const { root, raws } = fieldsIn(input);
					expect(rootOf(hexList(raws)) === root, "another transactions root");
				},
			});
		return cases;
	});

/** A transaction alone: its hash is all there is of it. */
const transactionCases = (document: Document): readonly StateCase[] => {
	const blocks = findAll(document.value, isBlock).map(({ at }) => at);
	return findAll(document.value, isTransaction)
		.filter(
			({ at }) =>
				!blocks.some(
					(block) =>
						at.startsWith(`${block}.`) ||
						(block === "" && at.startsWith("transactions[")),
				),
		)
		.slice(0, 200)
		.map(({ at, fields }) => ({
			name: `${document.path} ${at} transaction`,
			...readable(() => ({
				hash: fields.hash ?? null,
				raw: encodeTransaction(fields),
			})),
			check: (input: Json) => {
				const { hash, raw } = fieldsIn(input);
				expect(keccakHex(fromHex(hexIn(raw))) === hash, "another hash");
			},
		}));
};

const receiptCases = (
	document: Document,
	near: Known,
	far: Known,
): readonly StateCase[] =>
	findLists(document.value, (items) => isReceipt(items[0])).map(
		({ at, items }): StateCase => {
			const first = fieldsIn(items[0]);
			const hash = asHex(first.blockHash);
			const root =
				hash === null
					? undefined
					: (near.receipts.get(hash) ?? far.receipts.get(hash));
			const name = `${document.path} ${at} receipts`;
			const source = readable(() => ({
				root: root ?? null,
				raws: items.map((item) => encodeReceipt(item)),
			}));
			// Before Byzantium a receipt held a state root where its status is now.
			const hasStatus = items.every(
				(item) => fieldsIn(item).status !== undefined,
			);
			const check = (given: Json): void => {
				const fields = fieldsIn(given);
				const raws = hexList(fields.raws);
				expect(rootOf(raws) === fields.root, "another receipts root");
				if (hasStatus) for (const raw of raws) decodeReceipt(fromHex(raw));
			};
			return root === undefined
				? {
						name,
						...source,
						check,
						unsupported: "receipts of a block whose header is nowhere",
					}
				: { name, ...source, check };
		},
	);

type Proof = {
	readonly root: Hex;
	readonly address: Hex;
	readonly claim: Json;
};

const checkProof = (input: Json): void => {
	const { root, address, claim } = fieldsIn(input);
	const { slots, ...rest } = fieldsIn(claim);
	const { accountProof, storageProof, ...stated } = accountClaim(
		{ ...rest, storageProof: Object.values(fieldsIn(slots)) },
		"claim",
	);
	const facts = checkAccount(hexIn(root), hexIn(address), accountProof);
	checkStated(stated, facts);
	for (const { key, value, proof } of storageProof)
		expect(
			checkSlot(facts.storageRoot, key, proof) === value,
			`slot ${key} is not ${value}`,
		);
	const { code } = fieldsIn(claim);
	if (code !== undefined)
		expect(keccakHex(fromHex(hexIn(code))) === facts.codeHash, "another code");
};

/** What a proof commits to, out of any of its forms; a storage word in each form it has there stays as it is. */
const claimOf = (fields: Fields): Json => {
	const inner = isFields(fields.account) ? fields.account : fields;
	const part = (name: string, json: Json | undefined): Fields =>
		json === undefined || json === null ? {} : { [name]: json };
	const slots = Array.isArray(fields.storageProof) ? fields.storageProof : [];
	return {
		balance: inner.balance ?? null,
		nonce: inner.nonce ?? null,
		...part("codeHash", inner.codeHash),
		...part("storageHash", inner.storageHash ?? inner.storageRoot),
		...part("code", fields.code),
		accountProof: fields.accountProof ?? null,
		// A record and no list: a slot less, or one in another place, would be no lie.
		slots: Object.fromEntries(
			slots.map((slot: Json, i) => {
				const { key, value, proof } = fieldsIn(slot);
				return [
					`${i}`,
					{ key: key ?? null, value: value ?? null, proof: proof ?? null },
				];
			}),
		),
	};
};

const fits = (root: Hex, address: Hex, proof: readonly Hex[]): boolean => {
	try {
		return checkAccount(root, address, proof).exists;
	} catch {
		return false;
	}
};

const proofCases = (
	document: Document,
	near: Known,
	far: Known,
): readonly StateCase[] =>
	findAll(
		document.value,
		(fields) =>
			isProof(fields) &&
			(has(fields, "balance", "nonce") || isFields(fields.account)),
	).map(({ at, fields }): StateCase => {
		const proof = hexList(fields.accountProof);
		const root = keccakHex(fromHex(proof[0] ?? "0x"));
		const where = near.states.get(root) ?? far.states.get(root);
		const name = `${document.path} ${at} proof`;
		const address =
			asHex(fields.address) ??
			asHex(/0x[0-9a-fA-F]{40}$/.exec(at)?.[0]) ??
			[...near.addresses].find((candidate) => fits(root, candidate, proof));
		if (address === undefined)
			return {
				name,
				input: null,
				check: () => {},
				unsupported: "a proof of an account whose address is nowhere",
			};
		const input: Proof = { root, address, claim: claimOf(fields) };
		return {
			name:
				where === undefined
					? `${name} under its own root`
					: `${name} under the state root in ${where}`,
			input,
			check: checkProof,
			isFalse: saysFalse(document),
		};
	});

/** A recorded request for state with the answer, beside a proof that tells it. */
const exchangeCases = (document: Document): readonly StateCase[] =>
	findAll(
		document.value,
		(fields) =>
			isFields(fields.request) &&
			isFields(fields.response) &&
			has(fields, "dependentRequests"),
	).flatMap(({ fields }): readonly StateCase[] => {
		const { method, params } = fieldsIn(fields.request);
		const { result } = fieldsIn(fields.response);
		const answers: { readonly [method: string]: string } = {
			eth_getBalance: "balance",
			eth_getTransactionCount: "nonce",
		};
		const [address] = listIn(params);
		const wanted = answers[`${method}`];
		const asked = asHex(address);
		if (wanted === undefined || asked === null || result === undefined)
			return [];
		const proof = findAll(fields.dependentRequests ?? null, isProof).find(
			(found) => asHex(found.fields.address) === asked,
		);
		const header = findAll(fields.execution ?? null, isBlock)[0];
		if (proof === undefined || header === undefined) return [];
		return [
			{
				name: `${document.path} ${method}`,
				input: {
					block: committedOf(header.fields),
					address: asked,
					accountProof: proof.fields.accountProof ?? null,
					result,
				},
				check: (input) => {
					const given = fieldsIn(input);
					checkBlock(given.block ?? null);
					const facts = checkAccount(
						hexIn(fieldsIn(given.block).stateRoot),
						hexIn(given.address),
						hexList(given.accountProof),
					);
					const value =
						wanted === "balance" ? facts.balanceWei : BigInt(facts.nonce);
					expect(
						looseQuantity(given.result, "result") === value,
						`proved ${value}`,
					);
				},
			},
		];
	});

/** Code beside a request for it: the hash is in a proof of the same file. */
const codeCases = (document: Document): readonly StateCase[] => {
	const pairs = findAll(document.value, (fields) =>
		has(fields, "payload", "response"),
	).flatMap(({ fields }) => {
		const asked = Array.isArray(fields.payload)
			? fields.payload
			: [fields.payload ?? null];
		const answers = Array.isArray(fields.response)
			? fields.response
			: [fields.response ?? null];
		return asked.map((request: Json, i) => ({ request, answer: answers[i] }));
	});
	return pairs.flatMap(({ request, answer }): readonly StateCase[] => {
		if (!isFields(request) || request.method !== "eth_getCode") return [];
		const address = asHex(listIn(request.params)[0]);
		const code = isFields(answer) ? asHex(answer.result) : null;
		const proof = findAll(document.value, isProof).find(
			({ fields }) => asHex(fields.address) === address,
		);
		if (address === null || code === null || proof === undefined) return [];
		return [
			{
				name: `${document.path} code of ${address}`,
				input: {
					root: keccakHex(
						fromHex(hexList(proof.fields.accountProof)[0] ?? "0x"),
					),
					address,
					claim: { ...fieldsIn(claimOf(proof.fields)), code },
				},
				check: checkProof,
			},
		];
	});
};

/** Logs of an answer, each at its place among the logs of its block, which receipts of the same folder hold. */
const logCases = (
	document: Document,
	folder: readonly Document[],
): readonly StateCase[] => {
	const isLog = (json: Json | undefined): boolean =>
		isFields(json) &&
		has(json, "topics", "data", "logIndex", "transactionHash", "address");
	const lists = findLists(document.value, (items) => isLog(items[0])).filter(
		({ at }) => !at.endsWith("logs"),
	);
	if (lists.length === 0) return [];
	const blocks = folder.flatMap(({ value }) =>
		findLists(value, (items) => isReceipt(items[0])).map(({ items }) => ({
			block: asHex(fieldsIn(items[0]).blockHash),
			logs: items.flatMap((item) => {
				if (fieldsIn(item).status === undefined) return [];
				const transaction = asHex(fieldsIn(item).transactionHash);
				const { logs } = decodeReceipt(fromHex(encodeReceipt(item)));
				return logs.map((log) => ({ ...log, transaction }));
			}),
		})),
	);
	return lists.flatMap(({ at, items }) =>
		items.flatMap((item, i): readonly StateCase[] => {
			const fields = fieldsIn(item);
			const block = blocks.find((one) => one.block === asHex(fields.blockHash));
			if (block === undefined) return [];
			const { address, topics, data, logIndex, transactionHash } = fields;
			return [
				{
					name: `${document.path} ${at}[${i}] log`,
					input: {
						address: address ?? null,
						topics: topics ?? null,
						data: data ?? null,
						logIndex: logIndex ?? null,
						transactionHash: transactionHash ?? null,
					},
					check: (input) => {
						const log = fieldsIn(input);
						const place = Number(looseQuantity(log.logIndex, "logIndex"));
						const found = block.logs[place];
						expect(
							found !== undefined &&
								found.transaction === asHex(log.transactionHash) &&
								found.address === asHex(log.address) &&
								found.data === asHex(log.data) &&
								found.topics.join() === hexList(log.topics).join(),
							"not the log at its place",
						);
					},
				},
			];
		}),
	);
};
/** One receipt that stands in a list of receipts of the folder. */
const singleReceiptCases = (
	document: Document,
	folder: readonly Document[],
): readonly StateCase[] => {
	const { value } = document;
	const alone =
		isFields(value) && isFields(value.result) ? value.result : value;
	if (!isReceipt(alone)) return [];
	const hash = asHex(fieldsIn(alone).transactionHash);
	const all = folder.flatMap(({ value: other }) =>
		findLists(other, (items) => isReceipt(items[0])),
	);
	const listed = all.find(({ items }) =>
		items.some((item) => asHex(fieldsIn(item).transactionHash) === hash),
	);
	const name = `${document.path} receipt`;
	if (listed === undefined)
		return [
			{
				name,
				input: null,
				check: () => {},
				unsupported: "one receipt without the others of its block",
			},
		];
	return [
		{
			name,
			input: encodeReceipt(alone),
			check: (input) =>
				expect(
					listed.items.some((item) => encodeReceipt(item) === hexIn(input)),
					"not among the receipts of its block",
				),
		},
	];
};

/** Storage proofs alone, as OP withdrawals have them, belong to other topics; a list of hex is not looked at here. */
export const rpcCases = (
	document: Document,
	folder: readonly Document[],
	near: Known,
	far: Known,
): readonly StateCase[] => [
	...blockCases(document),
	...transactionCases(document),
	...receiptCases(document, near, far),
	...singleReceiptCases(document, folder),
	...proofCases(document, near, far),
	...exchangeCases(document),
	...codeCases(document),
	...logCases(document, folder),
];
