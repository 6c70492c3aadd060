// What a site asks for that is not an order: to connect, to see a proved balance, to switch the chain.

import { useRef, useState } from "preact/hooks";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { SiteRequestView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { AskedCalls, CallsNow } from "../batch/list.tsx";
import { Button, Section, Sentences } from "../parts/basic.tsx";
import { durationWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared, useWork } from "../wallet.tsx";
import { hostOf } from "../words.ts";
import { Gone } from "./gone.tsx";
import { useGuard } from "./use-guard.ts";
import {
	SendRequest,
	SignRequest,
	SiteFrame,
	UnlockFirst,
	type Waiting,
} from "./waits.tsx";

/** The kinds that are answered by a yes or a no. */
type Kind = Exclude<
	SiteRequestView["kind"],
	"unlock" | "send" | "sign" | "batch-status"
>;

const deed = (): { readonly [kind in Kind]: string } => ({
	connect: say().siteAsks.connect,
	balance: say().siteAsks.showTheBalance,
	"switch-chain": say().siteAsks.switchTheChain,
	batch: say().batches.goThrough,
});
const gives = (): { readonly [kind in Kind]: readonly string[] } => ({
	connect: [
		say().siteAsks.itSeesTheAddressOfThis,
		say().siteAsks.itMayAskYouForOrders,
	],
	balance: [say().siteAsks.itGetsThisBalanceWithThe],
	"switch-chain": [say().siteAsks.itsNextQuestionsAreAboutThe],
	batch: [say().batches.eachComesByItself],
});
const keeps = (): { readonly [kind in Kind]: string } => ({
	connect: say().siteAsks.itCannotMoveAnythingYouCan,
	balance: say().siteAsks.itCannotMoveAnythingYouCan,
	"switch-chain": say().siteAsks.nothingIsSignedAndNothingMoves,
	batch: say().batches.nothingIsSignedNow,
});

/** A request by its id. One that is gone keeps its place, and says so. */
export const SiteRequest = ({
	id,
	...waiting
}: Waiting & { readonly id: string }) => {
	const { view } = useShared();
	const [isAnswered, setAnswered] = useState(false);
	const now = view.requests.find((one) => one.id === id);
	// While the answer is on its way the request is gone from the view already.
	const last = useRef(now);
	if (now !== undefined) last.current = now;
	const request = now ?? (isAnswered ? last.current : undefined);
	return request === undefined ? (
		<Gone what="request" {...waiting} />
	) : (
		<Current request={request} onAnswering={setAnswered} {...waiting} />
	);
};

type SiteRequestProps = Waiting & {
	readonly request: SiteRequestView;
	readonly onAnswering: (isAnswered: boolean) => void;
};

const Current = (shown: SiteRequestProps) => {
	const { status } = useShared();
	const { kind } = shown.request;
	if (!status.unlocked || kind === "unlock") return <UnlockFirst {...shown} />;
	if (kind === "send") return <SendRequest {...shown} />;
	if (kind === "sign") return <SignRequest {...shown} />;
	if (kind === "batch-status") return <Look {...shown} />;
	return <Question {...shown} kind={kind} />;
};

/** Answers yes or no, once, to the question as it is on screen. */
const useAnswer = ({ request, onAnswering, onDone }: SiteRequestProps) => {
	const { wallet, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const { id, origin, kind, says, about } = request;
	const guard = useGuard(JSON.stringify([id, origin, kind, says, about]));
	const answer = (allow: boolean) => {
		if (!guard.takes()) return;
		onAnswering(true);
		void run(async () => {
			await wallet.engine(
				"site.answer",
				allow
					? {
							...{ id, allow, origin, kind, says },
							...(about === undefined ? {} : { about }),
						}
					: { id, allow },
			);
			await refresh();
		}).then((isDone) => (isDone ? onDone() : onAnswering(false)));
	};
	return { busy, fault, isOpen: guard.isOpen, answer };
};

const WhatItGets = ({
	request: { says },
	kind,
}: {
	readonly request: SiteRequestView;
	readonly kind: Kind;
}) => {
	const { view } = useShared();
	// Leave is given for the account that the question names, whichever is chosen by now.
	const account =
		kind === "connect" && says.params.account === view.account
			? view.account
			: null;
	return (
		<Section title={say().siteAsks.whatItGets}>
			<Sentences of={gives()[kind]} />
			{account === null ? null : (
				<code class="whole">{checksummed(account)}</code>
			)}
		</Section>
	);
};

const Question = ({
	kind,
	...shown
}: SiteRequestProps & { readonly kind: Kind }) => {
	const { request } = shown;
	const { busy, fault, isOpen, answer } = useAnswer(shown);
	const now = useNow();
	return (
		<SiteFrame
			shown={shown}
			title={`${deed()[kind]}?`}
			fault={fault}
			footer={
				<>
					<Button busy={busy} disabled={!isOpen} onClick={() => answer(false)}>
						{say().siteAsks.refuse}
					</Button>
					<Button
						main
						busy={busy}
						disabled={!isOpen}
						onClick={() => answer(true)}
					>
						{deed()[kind]}
					</Button>
				</>
			}
			asked={
				<p class="small">
					{say().siteAsks.askedAgo(
						durationWords((now - request.madeMs) / 1000),
					)}
				</p>
			}
		>
			<Section title={say().siteAsks.whatItAsks}>
				<p>
					<b>{hostOf(request.origin)}</b> {wordsOf(request.says)}
				</p>
			</Section>
			{request.batch === undefined ? null : (
				<AskedCalls batch={request.batch} />
			)}
			<WhatItGets request={request} kind={kind} />
			<Section title={say().siteAsks.whatItCannotDo}>
				<p>{keeps()[kind]}</p>
			</Section>
		</SiteFrame>
	);
};

/** A site wants the person to see how its calls stand: there is nothing to decide. */
const Look = (shown: SiteRequestProps) => {
	const { request } = shown;
	const { view } = useShared();
	const { busy, fault, isOpen, answer } = useAnswer(shown);
	const words = say().batches;
	const batch = (view.batches ?? []).find(({ id }) => id === request.about);
	return (
		<SiteFrame
			shown={shown}
			title={words.lookTitle}
			fault={fault}
			footer={
				<Button
					main
					busy={busy}
					disabled={!isOpen}
					onClick={() => answer(true)}
				>
					{words.seen}
				</Button>
			}
		>
			{batch === undefined ? <p>{words.gone}</p> : <CallsNow batch={batch} />}
		</SiteFrame>
	);
};
