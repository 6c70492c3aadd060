// balanceOf of an ERC-20 by eth_call, every read of it proved: account, code and slot under a header's state root, that the
// caller has no account, then the run. The header is verified beforehand.

import { createEVM } from "@ethereumjs/evm";
import { verifyMerkleProof } from "mpt-peer";
import { equalBytes, fromHex, type Hex } from "../../../src/base/bytes.ts";
import {
	type Digests,
	nobleDigests,
	putDigests,
} from "../../../src/base/digest.ts";
import { Fault } from "../../../src/base/fault.ts";
import { decodeRlp, rlpBytes, rlpList } from "../../../src/base/rlp.ts";
import { keccak256 } from "../../../src/crypto/hash.ts";
import { call } from "../../../src/evm/call.ts";
import { MachineAddress as Address } from "../../../src/evm/machine.ts";
import type { ProvedState } from "../../../src/evm/prove.ts";
import { proveAccount } from "../../../src/state/account.ts";
import { decodeHeader, headerOf } from "../../../src/state/header.ts";
import { proveCode, proveSlot } from "../../../src/state/slot.ts";
import type { Header } from "../../../src/state/values.ts";
import { conclude, type Verified } from "../../../src/trust/verified.ts";
import type { Contestant, Work } from "../contest.ts";
import { readToken, type TokenFile, turned } from "../given.ts";
import { openOurDigests } from "../ours.ts";

const nothing = new Uint8Array(0);

/** What comes before a header is not timed, and stands in by name. */
const givenHeader = (rlp: Hex): Verified<Header> =>
	conclude(
		"el-header",
		[conclude("checkpoint", [], {}, null)],
		headerOf(decodeHeader(fromHex(rlp)), 1, {
			who: "l1",
			validity: "none",
			finality: "final",
		}),
		null,
	);

const stateOf = (header: Verified<Header>, file: TokenFile): ProvedState => ({
	read: async (wanted) => ({
		basis: header,
		reads: wanted.map(({ address, slots, code }) => {
			const isToken = address === file.token;
			const account = proveAccount(header, address, {
				accountProof: isToken ? file.accountProof : file.nobodyProof,
			});
			return {
				account,
				slots: slots.map((key) =>
					proveSlot(account, { key, proof: file.storageProof }),
				),
				code: isToken && code === true ? proveCode(account, file.code) : null,
			};
		}),
	}),
	headerBytes: async () => file.header,
	ancestor: () => Promise.reject(new Fault("no-proof-window", "no ancestor")),
	hint: async () => [{ address: file.token, slots: [file.slot] }],
	rules: () => ({
		chainId: 1,
		fork: "prague",
		blobFeeFraction: null,
		strange: [],
	}),
	precompiles: new Map(),
});

const callerBy = (hashes: Digests, { header }: TokenFile) => {
	const verified = givenHeader(header);
	return async (file: TokenFile): Promise<Uint8Array> => {
		putDigests(hashes);
		try {
			const { value } = await call(stateOf(verified, file), {
				from: file.nobody,
				to: file.token,
				valueWei: 0n,
				data: file.data,
				gas: 1_000_000n,
				gasPriceWei: 0n,
				accessList: [],
			});
			return value.ended === "returned" ? fromHex(value.output) : nothing;
		} catch (thrown) {
			if (thrown instanceof Fault) return nothing;
			throw thrown;
		} finally {
			putDigests(nobleDigests);
		}
	};
};

// The proofs by its own trie, then its own machine over the state they prove. The slots of an account are not bound to it by
// the package, so that is done here.
const ethereumjs: Contestant<TokenFile, TokenFile> = {
	name: "@ethereumjs/evm and mpt",
	backend: null,
	open: async ({ header }) => {
		const root = fromHex(decodeHeader(fromHex(header)).stateRoot);
		const prove = (key: Hex, proof: readonly Hex[], under: Uint8Array) =>
			verifyMerkleProof(
				fromHex(key),
				proof.map((node) => fromHex(node)),
				{ root: under, useKeyHashing: true },
			).catch(() => null);
		return async (file) => {
			const caller = await prove(file.nobody, file.nobodyProof, root);
			const leaf = await prove(file.token, file.accountProof, root);
			if (caller !== null || leaf === null) return nothing;
			const [, , storage, codeHash] = rlpList(decodeRlp(leaf, 2), "account");
			const storageRoot = rlpBytes(storage, "storage root");
			const slot = await prove(file.slot, file.storageProof, storageRoot);
			if (slot === null) return nothing;
			const code = fromHex(file.code);
			if (!equalBytes(keccak256(code), rlpBytes(codeHash, "code hash")))
				return nothing;
			const evm = await createEVM();
			const to = new Address(file.token);
			await evm.stateManager.putCode(to, code);
			await evm.stateManager.putStorage(
				to,
				fromHex(file.slot),
				rlpBytes(decodeRlp(slot, 1), "slot"),
			);
			const { execResult } = await evm.runCall({
				to,
				caller: new Address(file.nobody),
				data: fromHex(file.data),
				gasLimit: 1_000_000n,
			});
			return execResult.exceptionError === undefined
				? execResult.returnValue
				: nothing;
		};
	},
};

export const ethCall: Work<TokenFile, TokenFile> = {
	work: "proven eth_call, ERC-20 balance",
	topic: "call",
	perRun: 1,
	inputs: async (place) => {
		const file = await readToken(place);
		const storageProof = file.storageProof.map((node, i) =>
			i === 3 ? turned(node, 100) : node,
		);
		return {
			fixed: file,
			valid: { input: file, answer: fromHex(file.output) },
			flipped: { input: { ...file, storageProof }, answer: nothing },
		};
	},
	contestants: [
		{
			name: "sextant",
			backend: "simd",
			open: async (file, place) => callerBy(await openOurDigests(place), file),
		},
		{
			name: "the same over @noble/hashes",
			backend: "noble",
			open: async (file) => callerBy(nobleDigests, file),
		},
		ethereumjs,
	],
};
