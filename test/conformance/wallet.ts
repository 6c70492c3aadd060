// Topic wallet: recovery phrases, keys, addresses, keystores, typed data, sign-ins, authorizations, transactions, and the
// encodings below them. Which form a case is of is told by its fields.

import { asFault } from "../../src/base/fault.ts";
import { isRecord, treeOf } from "./text.ts";
import type { CaseResult, RunOptions, Topic } from "./topic.ts";
import type { CaseOutcome, Form, WalletCase } from "./wallet/case.ts";
import {
	abiForm,
	hashForm,
	packedForm,
	passwordForm,
	rlpForm,
} from "./wallet/encodings.ts";
import {
	accountForm,
	badKeyForm,
	creationForm,
	hdForm,
	trezorForm,
} from "./wallet/keys.ts";
import {
	authorizationForm,
	keystoreForm,
	signedInForm,
	signInForm,
	typedDataForm,
} from "./wallet/messages.ts";
import { forksForm, signedForm } from "./wallet/transactions.ts";

/** In this order: what says more of itself comes first. */
const forms: readonly Form[] = [
	typedDataForm,
	authorizationForm,
	keystoreForm,
	forksForm,
	signedForm,
	signInForm,
	signedInForm,
	hdForm,
	trezorForm,
	creationForm,
	accountForm,
	passwordForm,
	packedForm,
	abiForm,
	rlpForm,
	hashForm,
	badKeyForm,
];

const mostDepth = 4;

type Found = { readonly name: string; readonly found: CaseOutcome };

/** What nobody can even begin with is a failure of the case and of no other. */
const takeForm = (
	form: Form,
	raw: unknown,
	path: string,
): CaseOutcome | null => {
	try {
		return form(raw, path);
	} catch (thrown) {
		return {
			run: () => {
				throw thrown;
			},
		};
	}
};

/** Every case in a tree, each once: a list or a record that is none is looked into. */
const casesIn = function* (
	raw: unknown,
	path: string,
	name: string,
	depth: number,
): Iterable<Found> {
	for (const form of forms) {
		const found = takeForm(form, raw, path);
		if (found === null) continue;
		yield { name, found };
		return;
	}
	if (depth === 0) return;
	const parts = Array.isArray(raw)
		? raw.map((part, i) => [String(i), part] as const)
		: isRecord(raw)
			? Object.entries(raw)
			: [];
	for (const [key, part] of parts)
		yield* casesIn(part, path, `${name} ${key.slice(0, 60)}`, depth - 1);
};

const runCase = async (
	name: string,
	{ run, changed = [] }: WalletCase,
	{ mutations }: RunOptions,
): Promise<CaseResult> => {
	const wrong = await run();
	if (wrong !== null) return { name, outcome: "failed", reason: wrong };
	let refused = 0;
	for (const isRefused of changed.slice(0, mutations)) {
		if (!(await isRefused()))
			return { name, outcome: "failed", reason: "a change was not noticed" };
		refused++;
	}
	return { name, outcome: "passed", refused };
};

/** Every so manieth, so that no more than `most` are left. */
const spread = (
	found: readonly Found[],
	most: number = found.length,
): readonly Found[] => {
	const step = Math.max(1, Math.ceil(found.length / most));
	return found.filter((_, i) => i % step === 0);
};

export const wallet: Topic = {
	name: "wallet",
	run: async function* (files, options) {
		for (const file of files) {
			const tree = treeOf(file);
			if (tree === undefined) continue;
			const cases = [...casesIn(tree, file.path, file.path, mostDepth)];
			for (const { name, found } of spread(cases, options.most))
				try {
					yield "unsupported" in found
						? { name, outcome: "unsupported", reason: found.unsupported }
						: await runCase(name, found, options);
				} catch (thrown) {
					yield { name, outcome: "failed", reason: asFault(thrown).message };
				}
		}
	},
};
