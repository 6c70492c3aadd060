// The command of `sextant exit` that signs: the next step's order is made, shown as the signer itself read it, asked about,
// signed and sent. Cut off anywhere, the same command finds the order that was made and signs no second one.

import { Fault } from "../base/fault.ts";
import type { ApprovalView, OrderView, WalletView } from "../protocol/views.ts";
import {
	type ExitCommand,
	exitIn,
	hereOf,
	isLooked,
	lookWords,
	needed,
	note,
	orderIn,
	patiently,
	print,
	synced,
	whenProved,
} from "./exit-run.ts";
import { approvalLines, sentWords, waitWords } from "./exit-words.ts";
import { acceptNetwork } from "./signer.ts";

/** The vault for this run, and what the folder trusts: its network's file and its roots. @throws no-vault, bad-phrase */
export const unlock = async (run: ExitCommand): Promise<void> => {
	const { wallet, phrase } = run;
	if (phrase === null)
		throw new Fault(
			"no-vault",
			"the phrase is needed: --phrase-file FILE, or SEXTANT_PHRASE in the environment",
		);
	const password = `${crypto.randomUUID()}${crypto.randomUUID()}`;
	await wallet.signer.ask("keys.create", { phrase, password });
	if (wallet.networkFile !== null) {
		// The signer of this run was told nothing yet; the person named the file, and the folder is theirs.
		const { title, hash } = await acceptNetwork(
			wallet.signer.ask,
			wallet.networkFile,
		);
		note(run, [`Signing by the network file of ${title}, ${hash}.`]);
	}
	for (const root of wallet.roots)
		await wallet.signer.ask("anchor.accept", { network: wallet.network, root });
};

/** The order of a run that was cut off after it was signed, and before a block was seen to have it. */
const cutOff = (
	view: WalletView,
	id: string,
	stage?: string,
): string | undefined =>
	exitIn(view, id)
		.stages.filter((one) => stage === undefined || one.id === stage)
		.flatMap(({ order }) => (order === null ? [] : [order]))
		.find((order) => {
			const state = orderIn(view, order)?.state;
			return state === "signed" || state === "sent";
		});

/** The stage to sign now. @throws exit-not-now with what is waited for */
const dueNow = (run: ExitCommand, id: string): Promise<string> =>
	patiently(
		run,
		(view) => lookWords(exitIn(view, id)),
		(view) => {
			const exit = exitIn(view, id);
			const isOver = exit.outcome !== "under-way";
			if (!isOver && !isLooked(run, exit)) return null;
			if (isOver || exit.click === null)
				throw new Fault("exit-not-now", waitWords(exit, hereOf(run)));
			return exit.click.stage;
		},
	);

/** The approval of the order, once the signer has checked it. @throws the refusal */
const approvalOf = async (
	run: ExitCommand,
	id: string,
): Promise<ApprovalView> => {
	for (;;) {
		const shown = await run.wallet.signer.ask("approval.list", undefined);
		const found = shown.find((approval) => approval.id === id);
		if (found !== undefined) return found;
		const order = orderIn(run.wallet.view(), id);
		if (order?.state === "refused")
			throw order.fault === null
				? new Fault("user-refused", "it was refused")
				: new Fault(order.fault.code, order.fault.detail, order.fault.source);
		await run.outside.clock.sleep(200);
	}
};

/** Signed when it resolves. @throws user-refused, and what the signer refuses with */
export const approve = async (
	run: ExitCommand,
	order: string,
): Promise<void> => {
	const { given, outside, wallet } = run;
	const approval = await approvalOf(run, order);
	note(run, approvalLines(approval, outside.clock.nowMs()));
	const yes =
		given.yes === true ||
		/^y(es)?$/i.test(
			(await outside.ask("Sign and send this? (yes/no) ")).trim(),
		);
	const { order: named, shown } = approval;
	await wallet.signer.ask(
		"approval.decide",
		yes
			? { id: order, yes, order: named, shown }
			: { id: order, yes, order: named },
	);
	if (!yes) throw new Fault("user-refused", "you said no");
};

/** The order of the next step, signed. @returns its id */
const make = async (run: ExitCommand, id: string): Promise<string> => {
	const stage = run.given.stage ?? (await dueNow(run, id));
	const made = await whenProved(run, () =>
		run.wallet.ui("exit.step", { id, stage }),
	);
	if (made.state === "waiting") await approve(run, made.id);
	return made.id;
};

export const step = async (run: ExitCommand): Promise<number> => {
	const { given, wallet, rest } = run;
	const id = needed("ID", rest[0]);
	const before = cutOff(wallet.view(), id, given.stage);
	await unlock(run);
	await synced(run);
	if (before !== undefined)
		note(run, [
			"A step was signed before and is on its way; nothing more is signed now.",
		]);
	const order = before ?? (await make(run, id));
	const wanted: readonly OrderView["state"][] =
		given.wait === true
			? ["included", "final", "lost", "over"]
			: ["sent", "included", "final", "lost", "over"];
	const end = await patiently(
		run,
		(view) => sentWords(orderIn(view, order)),
		(view) => {
			const now = orderIn(view, order);
			return now !== undefined && wanted.includes(now.state) ? now : null;
		},
	);
	print(run, end, [
		`${end.state}: ${end.hash ?? ""}`,
		...(end.succeeded === false
			? ["It failed there; only its fee is spent."]
			: end.state === "lost"
				? [
						"Another transaction of this account took its place, so nothing of it happened.",
					]
				: end.state === "over"
					? [
							"Its number is used up on Ethereum and no receipt of it is shown: it happened, or another transaction did.",
						]
					: []),
	]);
	return end.state === "lost" || end.state === "over" || end.succeeded === false
		? 1
		: 0;
};
