// The command of `sextant exit` that signs: the next step's order is made, shown as the signer itself read it, asked about,
// signed and sent. Cut off anywhere, the same command finds the order that was made and signs no second one.

import { Fault } from "../base/fault.ts";
import type { ApprovalView, OrderView, View } from "../protocol/views.ts";
import {
	exitIn,
	hereOf,
	isLooked,
	lookWords,
	needed,
	note,
	orderIn,
	patiently,
	print,
	type Run,
	synced,
	whenProved,
} from "./exit-run.ts";
import { approvalLines, sentWords, waitWords } from "./exit-words.ts";

/** The vault for this run, and the roots the folder trusts. @throws no-vault, bad-phrase */
const unlock = async ({ wallet, phrase }: Run): Promise<void> => {
	if (phrase === null)
		throw new Fault(
			"no-vault",
			"the phrase is needed: --phrase-file FILE, or SEXTANT_PHRASE in the environment",
		);
	const password = `${crypto.randomUUID()}${crypto.randomUUID()}`;
	await wallet.signer.ask("keys.create", { phrase, password });
	for (const root of wallet.roots)
		await wallet.signer.ask("anchor.accept", { network: wallet.network, root });
};

/** The exit's transaction that was signed and is in no block yet, of a run that was cut off. */
const underWay = (view: View, id: string): OrderView | undefined =>
	exitIn(view, id)
		.stages.flatMap(({ order }) => (order === null ? [] : [order]))
		.map((order) => orderIn(view, order))
		.find((order) => order?.state === "signed" || order?.state === "sent");

type Due = { readonly stage: string } | { readonly underWay: OrderView };

/** What is to be signed now, or what was signed and is on its way. @throws exit-not-now */
const dueNow = (run: Run, id: string): Promise<Due> =>
	patiently<Due>(
		run,
		(view) => lookWords(exitIn(view, id)),
		(view) => {
			const exit = exitIn(view, id);
			if (!isLooked(run, exit)) return null;
			if (exit.click !== null) return { stage: exit.click.stage };
			const before = underWay(view, id);
			if (before !== undefined) return { underWay: before };
			throw new Fault("exit-not-now", waitWords(exit, hereOf(run)));
		},
	);

/** The approval of the order, once the signer has checked it. @throws the refusal */
const approvalOf = async (run: Run, id: string): Promise<ApprovalView> => {
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
const approve = async (run: Run, order: string): Promise<void> => {
	const { given, outside, wallet } = run;
	const approval = await approvalOf(run, order);
	note(run, approvalLines(approval, outside.clock.nowMs()));
	const yes =
		given.yes === true ||
		/^y(es)?$/i.test(
			(await outside.ask("Sign and send this? (yes/no) ")).trim(),
		);
	await wallet.signer.ask("approval.decide", {
		id: order,
		yes,
		order: approval.order,
	});
	if (!yes) throw new Fault("user-refused", "you said no");
};

const make = async (run: Run, id: string, stage: string): Promise<string> => {
	const made = await whenProved(run, () =>
		run.wallet.ui("exit.step", { id, stage }),
	);
	if (made.state === "waiting") await approve(run, made.id);
	return made.id;
};

export const step = async (run: Run): Promise<number> => {
	const { given, wallet, rest } = run;
	const id = needed("ID", rest[0]);
	exitIn(wallet.view(), id);
	await unlock(run);
	await synced(run);
	const due: Due =
		given.stage === undefined ? await dueNow(run, id) : { stage: given.stage };
	const order =
		"stage" in due ? await make(run, id, due.stage) : due.underWay.id;
	if ("underWay" in due)
		note(run, ["It was signed before; nothing more is signed."]);
	const wanted: readonly OrderView["state"][] =
		given.wait === true
			? ["included", "final", "lost"]
			: ["sent", "included", "final", "lost"];
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
				: []),
	]);
	return end.state === "lost" || end.succeeded === false ? 1 : 0;
};
