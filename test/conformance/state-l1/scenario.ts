// Recorded scenarios, a folder each: a finalized root, light-client bootstrap and updates, two beacon blocks of which the
// later signs the earlier, and an execution node's answers. Run end to end by the code of src/: from the checkpoint to
// the committee, the signed head, its execution block, and the account, slot, code, transaction or receipt asked for.

import {
	bigFromBytes,
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { encodeRlp } from "../../../src/base/rlp.ts";
import {
	hasField,
	join,
	type SszPart,
	sszAt,
	sszParts,
	uint64,
} from "../../../src/base/ssz.ts";
import { keccakHex, sha256 } from "../../../src/crypto/hash.ts";
import { forkOfBytes, splitStream } from "../../../src/l1/answer.ts";
import {
	acceptCheckpoint,
	checkBootstrapCommittee,
	checkHead,
	checkNextCommittee,
} from "../../../src/l1/conclusion.ts";
import { knownNetworks, type L1Network } from "../../../src/l1/network.ts";
import {
	type EncodedObject,
	periodAtSlot,
	typesOf,
} from "../../../src/l1/spec.ts";
import type { Committee, Head } from "../../../src/l1/values.ts";
import { buildListTrie } from "../../../src/proof/trie.ts";
import { accountClaim } from "../../../src/source/execution.ts";
import { looseQuantity, looseWord } from "../../../src/source/quantity.ts";
import { encodeReceipt } from "../../../src/source/transaction.ts";
import { proveAccount } from "../../../src/state/account.ts";
import {
	decodeReceipt,
	proveReceipts,
	proveTransactions,
} from "../../../src/state/block.ts";
import { headerOfHead } from "../../../src/state/header.ts";
import { proveCode, proveSlot } from "../../../src/state/slot.ts";
import type { Header } from "../../../src/state/values.ts";
import type { Verified } from "../../../src/trust/verified.ts";
import { shippedKernel } from "../../kernel.ts";
import { type Block, blockFromSsz, headerOfBlock } from "../blocks.ts";
import type { VectorFile } from "../topic.ts";
import { expect, fieldsIn, hexIn, listIn, type StateCase } from "./case.ts";
import {
	asHex,
	type Document,
	type Fields,
	findAll,
	isFields,
} from "./document.ts";

/** The question of a scenario, if the document is one. */
export const scenarioOf = ({ value }: Document): Fields | null =>
	isFields(value) &&
	typeof value.method === "string" &&
	Array.isArray(value.params) &&
	value.expected_result !== undefined
		? value
		: null;

const nameOf = ({ path }: VectorFile): string =>
	path.slice(path.lastIndexOf("/") + 1);

/** Runs `make`, and gives null where the bytes are something else. */
const attempt = <T>(make: () => T): T | null => {
	try {
		return make();
	} catch (thrown) {
		if (thrown instanceof Fault) return null;
		throw thrown;
	}
};

const updatesIn = (
	network: L1Network,
	bytes: Uint8Array,
): readonly EncodedObject[] =>
	attempt(() => splitStream(network, bytes, 200)) ??
	attempt(() => [
		{ fork: forkOfBytes(network, "update", bytes), ssz: bytes },
	]) ??
	[];

/** Committees that follow from the scenario's own checkpoint, by period. */
const committeesOf = async (
	network: L1Network,
	root: Hex,
	files: readonly VectorFile[],
): Promise<ReadonlyMap<number, Verified<Committee>>> => {
	const committees = new Map<number, Verified<Committee>>();
	const checkpoint = acceptCheckpoint(network, root);
	for (const file of files) {
		const ssz = file.bytes();
		const committee = attempt(() =>
			checkBootstrapCommittee(checkpoint, {
				fork: forkOfBytes(network, "bootstrap", ssz),
				ssz,
			}),
		);
		if (committee !== null) committees.set(committee.value.period, committee);
	}
	const updates = files.flatMap((file) => updatesIn(network, file.bytes()));
	for (let grew = true; grew; ) {
		grew = false;
		for (const update of updates)
			for (const committee of [...committees.values()]) {
				if (committees.has(committee.value.period + 1)) continue;
				try {
					const next = await checkNextCommittee(committee, update, {
						kernel: shippedKernel,
						currentSlot: null,
					});
					committees.set(next.value.period, next);
					grew = true;
				} catch (thrown) {
					if (!(thrown instanceof Fault)) throw thrown;
				}
			}
	}
	return committees;
};

/** The optimistic update that a full node makes of two blocks, in two parts: what is signed, and the signature. */
type SignedHead = {
	readonly parent: Block;
	readonly fork: EncodedObject["fork"];
	readonly header: Hex;
	readonly aggregate: Hex;
	readonly signatureSlot: number;
	readonly committee: Verified<Committee>;
};

const littleEndian = (value: number): Uint8Array =>
	Uint8Array.from(
		{ length: 8 },
		(_, i) => Math.floor(value / 2 ** (8 * i)) % 256,
	);

const headUnder = (
	network: L1Network,
	{ fork, signatureSlot, committee }: SignedHead,
	header: Hex,
	aggregate: Hex,
): Promise<Verified<Head>> => {
	const type = typesOf(network, fork).optimistic;
	const [headerType, aggregateType] =
		type.kind === "container" ? type.fields.map(([, part]) => part) : [];
	if (headerType === undefined || aggregateType === undefined)
		throw new TypeError("an update has two parts");
	const ssz = join([
		{ type: headerType, bytes: fromHex(header) },
		{ type: aggregateType, bytes: fromHex(aggregate) },
		{ type: uint64, bytes: littleEndian(signatureSlot) },
	]);
	return checkHead(
		committee,
		"optimistic",
		"attested",
		{ fork, ssz },
		{
			kernel: shippedKernel,
			currentSlot: null,
		},
	);
};

const signedHeads = (
	network: L1Network,
	blocks: readonly Block[],
	committees: ReadonlyMap<number, Verified<Committee>>,
): readonly SignedHead[] =>
	blocks.flatMap((child): readonly SignedHead[] => {
		const parent = blocks.find(({ root }) => root === toHex(child.parentRoot));
		const committee = committees.get(periodAtSlot(network, child.slot));
		if (parent === undefined || committee === undefined) return [];
		const header = headerOfBlock(parent);
		if (header === null) return [];
		const aggregate = sszAt(child.part, "body", "sync_aggregate").bytes;
		return [
			{
				parent,
				fork: header.fork,
				header: toHex(header.ssz),
				aggregate: toHex(aggregate),
				signatureSlot: child.slot,
				committee,
			},
		];
	});

const payloadOf = ({ part }: Block): SszPart =>
	sszAt(part, "body", "execution_payload");

/** All transactions of a beacon block's payload, as in the trie. */
const transactionsOf = (block: Block): readonly Hex[] =>
	sszParts(sszAt(payloadOf(block), "transactions")).map(({ bytes }) =>
		toHex(bytes),
	);

/** EIP-7685: the hash of the requests' hashes, each by type and list, empty ones left out. */
const requestsHash = (requests: SszPart): Uint8Array => {
	const hashes = sszParts(requests).flatMap(({ bytes }, type) =>
		bytes.length === 0 ? [] : [sha256(concat(Uint8Array.of(type), bytes))],
	);
	return sha256(concat(...hashes));
};

/** The execution header that a beacon block's payload stands for; whoever uses it compares the hash. */
export const headerRlpOf = (block: Block): Hex => {
	const payload = payloadOf(block);
	const body = sszAt(block.part, "body");
	const bytes = (name: string): Uint8Array => sszAt(payload, name).bytes;
	const number = (name: string): Uint8Array =>
		bigToMinimal(bigFromBytes(bytes(name).toReversed()));
	const withdrawals = sszParts(sszAt(payload, "withdrawals")).map((item) => {
		const [index, validator, address, amount] = sszParts(item).map(
			(part) => part.bytes,
		);
		const small = (part: Uint8Array | undefined): Uint8Array =>
			bigToMinimal(bigFromBytes((part ?? new Uint8Array(0)).toReversed()));
		return encodeRlp([
			small(index),
			small(validator),
			address ?? new Uint8Array(0),
			small(amount),
		]);
	});
	const transactions = transactionsOf(block).map((raw) => fromHex(raw));
	const fields = [
		bytes("parent_hash"),
		fromHex(keccakHex(Uint8Array.of(0xc0))),
		bytes("fee_recipient"),
		bytes("state_root"),
		fromHex(buildListTrie(transactions).root),
		bytes("receipts_root"),
		bytes("logs_bloom"),
		new Uint8Array(0),
		number("block_number"),
		number("gas_limit"),
		number("gas_used"),
		number("timestamp"),
		bytes("extra_data"),
		bytes("prev_randao"),
		new Uint8Array(8),
		number("base_fee_per_gas"),
		fromHex(buildListTrie(withdrawals).root),
	];
	if (hasField(payload.type, "blob_gas_used"))
		fields.push(
			number("blob_gas_used"),
			number("excess_blob_gas"),
			block.parentRoot,
		);
	if (hasField(body.type, "execution_requests"))
		fields.push(requestsHash(sszAt(body, "execution_requests")));
	return toHex(encodeRlp(fields));
};

const isProof = (fields: Fields): boolean =>
	Array.isArray(fields.accountProof) && fields.balance !== undefined;

const sameNumber = (a: Json | undefined, b: Json | undefined): boolean =>
	looseQuantity(a, "a") === looseQuantity(b, "b");

type Answer = {
	/** What the answer commits to beside the head. */
	readonly input: Json;
	/** @throws when the answer does not follow under the header, or is not the expected one */
	readonly check: (header: Verified<Header>, input: Json) => void;
};

/** Questions of one account: answered by a recorded proof, and code beside it. */
const accountAnswer = (
	question: Fields,
	folder: readonly Document[],
	codes: readonly Hex[],
): Answer | null => {
	const { method, params, expected_result: expected = null } = question;
	const [first, second] = listIn(params);
	const address = asHex(first);
	const claim = folder
		.filter((document) => scenarioOf(document) === null)
		.flatMap(({ value }) => findAll(value, isProof))
		.map(({ fields }) => fields)
		.find((fields) => asHex(fields.address) === address);
	if (address === null || claim === undefined) return null;
	const kept = {
		balance: claim.balance ?? null,
		nonce: claim.nonce ?? null,
		codeHash: claim.codeHash ?? null,
		storageHash: claim.storageHash ?? null,
		accountProof: claim.accountProof ?? null,
	};
	const slots = Array.isArray(claim.storageProof) ? claim.storageProof : [];
	const asked =
		method === "eth_getProof"
			? listIn(second)
			: method === "eth_getStorageAt"
				? [second ?? null]
				: [];
	const wanted = asked.map(
		(key) =>
			slots.find((slot: Json) => sameNumber(fieldsIn(slot).key, key)) ?? null,
	);
	return {
		input: {
			claim: kept,
			slots: Object.fromEntries(
				wanted.map((slot, i) => {
					const { key, value, proof } = fieldsIn(slot);
					return [
						`${i}`,
						{ key: key ?? null, value: value ?? null, proof: proof ?? null },
					];
				}),
			),
			...(method === "eth_getCode" ? { code: hexIn(expected) } : {}),
		},
		check: (header, input) => {
			const given = fieldsIn(input);
			const decoded = accountClaim(
				{ ...fieldsIn(given.claim), storageProof: [] },
				"claim",
			);
			const account = proveAccount(header, address, decoded);
			const proved = Object.values(fieldsIn(given.slots)).map((slot, i) => {
				const { key, value, proof } = fieldsIn(slot);
				expect(sameNumber(key, asked[i]), "another slot was asked for");
				return proveSlot(account, {
					key: looseWord(key, "key"),
					value: looseQuantity(value, "value"),
					proof: listIn(proof).map((node) => hexIn(node)),
				});
			});
			const { balanceWei, nonce, codeHash, storageRoot } = account.value;
			switch (method) {
				case "eth_getBalance":
					expect(looseQuantity(expected, "balance") === balanceWei, "balance");
					return;
				case "eth_getTransactionCount":
					expect(looseQuantity(expected, "nonce") === BigInt(nonce), "nonce");
					return;
				case "eth_getStorageAt":
					expect(
						looseQuantity(expected, "word") === proved[0]?.value.word,
						"word",
					);
					return;
				case "eth_getCode": {
					// The recorded code where there is one; what is expected otherwise.
					const code = codes.find(
						(bytes) => keccakHex(fromHex(bytes)) === codeHash,
					);
					if (code !== undefined) proveCode(account, code);
					expect(
						proveCode(account, hexIn(given.code)).value.bytes ===
							hexIn(expected),
						"code",
					);
					return;
				}
				default: {
					const result = fieldsIn(expected);
					expect(
						sameNumber(result.balance, `0x${balanceWei.toString(16)}`) &&
							Number(looseQuantity(result.nonce, "nonce")) === nonce &&
							asHex(result.codeHash) === codeHash &&
							asHex(result.storageHash) === storageRoot,
						"the account is another",
					);
					const results = listIn(result.storageProof ?? []);
					expect(results.length === proved.length, "the slots are others");
					results.forEach((slot, i) => {
						expect(
							looseQuantity(fieldsIn(slot).value, "value") ===
								proved[i]?.value.word,
							"a slot has another value",
						);
					});
				}
			}
		},
	};
};

/** All receipts of a block out of a recorded answer. */
const receiptsIn = (folder: readonly Document[]): readonly Json[] | null => {
	const found = folder.flatMap(({ value }) =>
		findAll(
			value,
			(fields) =>
				Array.isArray(fields.result) &&
				isFields(fields.result[0]) &&
				fields.result[0].cumulativeGasUsed !== undefined,
		),
	)[0];
	return found === undefined ? null : listIn(found.fields.result);
};

/** Names of the fields of a transaction that are compared with what is expected. */
const compared = ["hash", "blockHash", "transactionHash"] as const;

/** Questions of a transaction or its receipt: answered out of the signed block and recorded receipts. */
const transactionAnswer = (
	question: Fields,
	folder: readonly Document[],
	head: SignedHead,
): Answer | null => {
	const { method, params, expected_result: expected = null } = question;
	const result = fieldsIn(expected);
	const hash = asHex(listIn(params)[0]) ?? asHex(result.hash);
	const raws = transactionsOf(head.parent);
	const place = raws.findIndex((raw) => keccakHex(fromHex(raw)) === hash);
	if (hash === null || place < 0) return null;
	const receipts = receiptsIn(folder);
	const wantsReceipt = method === "eth_getTransactionReceipt";
	if (wantsReceipt && receipts === null) return null;
	const encoded = wantsReceipt
		? (receipts ?? []).map((item) => encodeReceipt(item))
		: [];
	const rlp = headerRlpOf(head.parent);
	return {
		input: { raws: [...raws], receipts: encoded },
		check: (header, input) => {
			const given = fieldsIn(input);
			const premise = header.premises[0];
			expect(premise !== undefined, "no head");
			const whole = headerOfHead(premise as Verified<Head>, rlp);
			const [found] = proveTransactions(
				whole,
				listIn(given.raws).map((raw) => hexIn(raw)),
				[hash],
			);
			expect(found !== null && found !== undefined, "not in the block");
			expect(
				found.value.index ===
					Number(looseQuantity(result.transactionIndex, "index")),
				"at another place",
			);
			for (const name of compared)
				if (result[name] !== undefined)
					expect(
						asHex(result[name]) ===
							(name === "blockHash" ? whole.value.blockHash : hash),
						`another ${name}`,
					);
			if (!wantsReceipt) return;
			const [receipt] = proveReceipts(
				whole,
				[found],
				listIn(given.receipts).map((raw) => hexIn(raw)),
			);
			expect(receipt !== undefined, "no receipt");
			const { succeeded, cumulativeGasUsed, logs } = receipt.value;
			expect(
				sameNumber(result.status, succeeded ? "0x1" : "0x0") &&
					Number(looseQuantity(result.cumulativeGasUsed, "gas")) ===
						cumulativeGasUsed &&
					listIn(result.logs).length === logs.length,
				"another receipt",
			);
		},
	};
};

/** eth_getBlockByNumber and eth_getBlockByHash: the whole header follows from the payload, and its hash is signed. */
const blockAnswer = (question: Fields, head: SignedHead): Answer => {
	const result = fieldsIn(question.expected_result);
	const rlp = headerRlpOf(head.parent);
	const raws = transactionsOf(head.parent);
	return {
		input: { rlp, raws: [...raws] },
		check: (header, input) => {
			const given = fieldsIn(input);
			const premise = header.premises[0];
			expect(premise !== undefined, "no head");
			const whole = headerOfHead(
				premise as Verified<Head>,
				hexIn(given.rlp),
			).value;
			const list = listIn(given.raws).map((raw) => hexIn(raw));
			expect(
				buildListTrie(list.map((raw) => fromHex(raw))).root ===
					whole.transactionsRoot,
				"other transactions",
			);
			const names = {
				hash: whole.blockHash,
				parentHash: whole.parentHash,
				stateRoot: whole.stateRoot,
				receiptsRoot: whole.receiptsRoot,
				transactionsRoot: whole.transactionsRoot,
			};
			for (const [name, value] of Object.entries(names))
				expect(
					result[name] === undefined || asHex(result[name]) === value,
					`another ${name}`,
				);
			const numbers = {
				number: whole.blockNumber,
				timestamp: whole.timestampS,
				gasUsed: whole.gasUsed,
				gasLimit: whole.gasLimit,
			};
			for (const [name, value] of Object.entries(numbers))
				expect(
					result[name] === undefined ||
						looseQuantity(result[name], name) === BigInt(value),
					`another ${name}`,
				);
			const hashes = listIn(result.transactions ?? []).map((item) =>
				isFields(item) ? asHex(item.hash) : asHex(item),
			);
			expect(
				hashes.join() === list.map((raw) => keccakHex(fromHex(raw))).join(),
				"other transactions than expected",
			);
		},
	};
};

/** eth_getLogs over the one signed block: its receipts are all there, so what the filter lets through is all there is. */
const logsAnswer = (
	question: Fields,
	folder: readonly Document[],
	head: SignedHead,
): Answer | null => {
	const [filter] = listIn(question.params).map((part) => fieldsIn(part));
	const number = bigFromBytes(
		sszAt(payloadOf(head.parent), "block_number").bytes.toReversed(),
	);
	const isHere = (place: Json | undefined): boolean =>
		place === undefined ||
		typeof place !== "string" ||
		!place.startsWith("0x") ||
		looseQuantity(place, "block") === number;
	const receipts = receiptsIn(folder);
	if (
		filter === undefined ||
		receipts === null ||
		!isHere(filter.fromBlock) ||
		!isHere(filter.toBlock)
	)
		return null;
	const oneOf = (allowed: Json | undefined, found: Hex | undefined): boolean =>
		allowed === undefined ||
		allowed === null ||
		(Array.isArray(allowed)
			? allowed.length === 0 ||
				allowed.some((part: Json) => asHex(part) === found)
			: asHex(allowed) === found);
	return {
		input: { receipts: receipts.map((item) => encodeReceipt(item)) },
		check: (header, input) => {
			const raws = listIn(fieldsIn(input).receipts).map((raw) => hexIn(raw));
			expect(
				buildListTrie(raws.map((raw) => fromHex(raw))).root ===
					header.value.receiptsRoot,
				"other receipts",
			);
			const topics = listIn(filter.topics ?? []);
			const found = raws
				.flatMap((raw) => decodeReceipt(fromHex(raw)).logs)
				.filter(
					(log) =>
						oneOf(filter.address, log.address) &&
						topics.every((topic, i) => oneOf(topic, log.topics[i])),
				);
			const expected = listIn(question.expected_result);
			expect(expected.length === found.length, `${found.length} logs`);
			expected.forEach((item, i) => {
				const { address, data, topics: named } = fieldsIn(item);
				const log = found[i];
				expect(
					log !== undefined &&
						asHex(address) === log.address &&
						asHex(data) === log.data &&
						listIn(named).map(asHex).join() === log.topics.join(),
					`log ${i} is another`,
				);
			});
		},
	};
};

const accountMethods = [
	"eth_getProof",
	"eth_getBalance",
	"eth_getStorageAt",
	"eth_getTransactionCount",
	"eth_getCode",
];
const transactionMethods = [
	"eth_getTransactionByHash",
	"eth_getTransactionReceipt",
	"eth_getTransactionByBlockHashAndIndex",
	"eth_getTransactionByBlockNumberAndIndex",
];
const blockMethods = ["eth_getBlockByNumber", "eth_getBlockByHash"];

const answerTo = (
	question: Fields,
	folder: readonly Document[],
	codes: readonly Hex[],
	head: SignedHead,
): Answer | null => {
	const method = `${question.method}`;
	if (accountMethods.includes(method))
		return accountAnswer(question, folder, codes);
	if (transactionMethods.includes(method))
		return transactionAnswer(question, folder, head);
	if (blockMethods.includes(method)) return blockAnswer(question, head);
	return method === "eth_getLogs" ? logsAnswer(question, folder, head) : null;
};

const networkOf = (question: Fields): L1Network | undefined =>
	knownNetworks.find(({ chainId }) => chainId === (question.chain_id ?? 1));

/** Code that lies in files of its own, named by its hash: as bytes or as hex. */
const codesIn = (files: readonly VectorFile[]): readonly Hex[] =>
	files
		.filter((file) => /^(eth_getCode|code)_/.test(nameOf(file)))
		.map((file) => {
			const bytes = file.bytes();
			const text = new TextDecoder().decode(bytes).trim();
			const found = /0x[0-9a-fA-F]*/.exec(text)?.[0];
			return found === undefined ? toHex(bytes) : hexIn(found);
		});

/** The scenario as one case: each of its parts is damaged in turn. */
export const scenarioCases = async (
	document: Document,
	folder: readonly Document[],
	files: readonly VectorFile[],
): Promise<readonly StateCase[]> => {
	const question = scenarioOf(document);
	if (question === null) return [];
	const name = `${document.folder} ${question.method} end to end`;
	const cannot = (unsupported: string): readonly StateCase[] => [
		{ name, input: null, check: () => {}, unsupported },
	];
	const method = `${question.method}`;
	const known = [...accountMethods, ...transactionMethods, ...blockMethods];
	if (![...known, "eth_getLogs"].includes(method))
		return cannot(`${method} needs a local EVM`);
	const network = networkOf(question);
	if (network === undefined) return cannot("an unknown chain");
	const finalized = folder
		.map(({ value }) =>
			isFields(value) && isFields(value.data) && isFields(value.data.finalized)
				? asHex(value.data.finalized.root)
				: null,
		)
		.find((root) => root !== null);
	if (finalized === undefined || finalized === null)
		return cannot("nothing anchors its committee");
	const binary = files.filter(({ path }) => path.endsWith(".ssz"));
	const committees = await committeesOf(
		network,
		finalized,
		binary.filter((file) => /bootstrap|update/.test(nameOf(file))),
	);
	const blocks = binary
		.filter((file) => /block/.test(nameOf(file)))
		.map((file) => blockFromSsz(network, file.bytes()))
		.filter((block) => block !== null);
	const heads = signedHeads(network, blocks, committees);
	if (heads.length === 0) return cannot("no block that its committee signed");

	const codes = codesIn(files);
	for (const head of heads) {
		const answer = answerTo(question, folder, codes, head);
		if (answer === null) continue;
		const check = async (input: Json): Promise<void> => {
			const given = fieldsIn(input);
			const verified = await headUnder(
				network,
				head,
				hexIn(given.header),
				hexIn(given.aggregate),
			);
			answer.check(headerOfHead(verified), given.answer ?? null);
		};
		return [
			{
				name,
				input: {
					header: head.header,
					aggregate: head.aggregate,
					answer: answer.input,
				},
				check,
				mostMutations: 8,
			},
		];
	}
	return cannot("the recorded answers do not hold what was asked for");
};
