// What a site asks for and cannot be answered yet: the wallet is locked, or the order of a payment is not made.

import type { ComponentChildren } from "preact";
import type { Fault } from "../../../src/base/fault.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { SiteRequestView } from "../../../src/protocol/views.ts";
import { Exact } from "../parts/amount.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { SiteWarning } from "../parts/site-warning.tsx";
import { Unlock } from "../popup/lock.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { chainTitle, coinOn, hostOf } from "../words.ts";
import { useGuard } from "./use-guard.ts";

/** One of those that wait to be decided. */
export type Waiting = {
	/** "1 of 2" where more than one waits. */
	readonly count?: string | undefined;
	/** How many wait beside it. */
	readonly more?: number | undefined;
	readonly onDone: () => void;
};
type WaitingRequestProps = Waiting & { readonly request: SiteRequestView };

/** Answers no; and, where it is offered, so to all that the site may ask. */
const useNo = ({ request, onDone }: WaitingRequestProps) => {
	const { wallet, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const { id, origin, kind, says } = request;
	const guard = useGuard(JSON.stringify([id, origin, kind, says]));
	const after = (work: () => Promise<unknown>) => {
		if (!guard.takes()) return;
		void run(async () => {
			await work();
			await refresh();
			onDone();
		});
	};
	return {
		busy,
		fault,
		isOpen: guard.isOpen,
		refuse: () =>
			after(() => wallet.engine("site.answer", { id, allow: false })),
		block: () => after(() => wallet.engine("site.block", { origin })),
	};
};

export const WhoAsks = ({
	origin,
	children,
}: {
	readonly origin: string;
	readonly children?: ComponentChildren;
}) => (
	<Section title={say().siteAsks.whoWantsThis}>
		<SiteWarning origin={origin} />
		<p>
			<b>{hostOf(origin)}</b>
			<br />
			<code class="whole">{origin}</code>
		</p>
		{children}
	</Section>
);

/** Offered once the site was refused and asked again: below all that is asked, apart from the buttons that answer it. */
export const OfferBlock = ({
	busy,
	fault,
	isOpen,
	onBlock,
	children,
}: {
	readonly busy: boolean;
	readonly fault: Fault | null;
	/** By the guard of the decision it stands beside. */
	readonly isOpen: boolean;
	readonly onBlock: () => void;
	/** What becomes of what is asked. */
	readonly children?: ComponentChildren;
}) => (
	<Section title={say().siteAsks.itAsksAgainAndAgain}>
		<p>
			{say().siteAsks.youRefusedThisSiteRecentlyIf}
			{children}
		</p>
		<FaultNote fault={fault} title={say().siteAsks.theSiteWasNotBlocked} />
		<div class="buttons">
			<Button busy={busy} disabled={!isOpen} onClick={onBlock}>
				{say().siteAsks.blockThisSite}
			</Button>
		</div>
	</Section>
);

/** The offer beside a question. */
export const BlockSite = (shown: WaitingRequestProps) => {
	const { busy, fault, isOpen, block } = useNo(shown);
	return shown.request.offerBlock ? (
		<OfferBlock busy={busy} fault={fault} isOpen={isOpen} onBlock={block} />
	) : null;
};

/** What stands around all that a site asks: who it is, and below, where it is offered, the way to hear no more of it. */
export const SiteFrame = ({
	shown: { request, count, onDone },
	title,
	fault,
	footer,
	asked,
	children,
}: {
	readonly shown: WaitingRequestProps;
	readonly title: string;
	/** Why the answer did not get through. */
	readonly fault: Fault | null;
	readonly footer: ComponentChildren;
	/** What else is said of who asks. */
	readonly asked?: ComponentChildren;
	readonly children: ComponentChildren;
}) => (
	<Frame title={title} under={count ?? hostOf(request.origin)} footer={footer}>
		<div class="read approval">
			<FaultNote
				fault={fault}
				title={say().siteAsks.yourAnswerDidNotGetThrough}
			/>
			<WhoAsks origin={request.origin}>{asked}</WhoAsks>
			{children}
			<BlockSite request={request} onDone={onDone} />
		</div>
	</Frame>
);

/** Who asks, what there is to say of it, and no button but the no. */
const OnlyNo = ({
	shown,
	title,
	children,
}: {
	readonly shown: WaitingRequestProps;
	readonly title: string;
	readonly children: ComponentChildren;
}) => {
	const { busy, fault, isOpen, refuse } = useNo(shown);
	return (
		<SiteFrame
			shown={shown}
			title={title}
			fault={fault}
			footer={
				<Button busy={busy} disabled={!isOpen} onClick={refuse}>
					{say().siteAsks.refuse}
				</Button>
			}
		>
			{children}
		</SiteFrame>
	);
};

/** Nothing is given to a site before the wallet is unlocked, so that comes first. */
export const UnlockFirst = (shown: WaitingRequestProps) => (
	<OnlyNo shown={shown} title={say().siteAsks.unlockToAnswer}>
		<Section title={say().siteAsks.first}>
			<Unlock
				why={
					shown.request.kind === "unlock"
						? say().siteAsks.youConnectedThisSiteBeforeIt
						: say().siteAsks.untilYouUnlockThisSiteLearns
				}
			/>
		</Section>
	</OnlyNo>
);

/** A payment whose order is not there yet: it may be refused already, and approved once the signer has checked it. */
export const SendRequest = (shown: WaitingRequestProps) => {
	const { view } = useShared();
	const { send } = shown.request;
	return (
		<OnlyNo shown={shown} title={say().siteAsks.aPaymentIsBeingPrepared}>
			{send === null ? null : send.creates === true ? (
				<Section title={say().siteAsks.whatItAsksFor}>
					<p>
						{say().orderForm.createsAsked(
							groupDigits(((send.data?.length ?? 2) - 2) / 2),
						)}
					</p>
				</Section>
			) : (
				<Section title={say().siteAsks.whatItAsksFor}>
					<p>
						<Exact
							value={BigInt(send.valueWei)}
							{...coinOn(view, send.chainId)}
						/>{" "}
						{say().siteAsks.onTo(chainTitle(view, send.chainId))}{" "}
						<code class="whole">{checksummed(send.to)}</code>
						{send.data === undefined
							? ""
							: say().siteAsks.withACallOfBytes((send.data.length - 2) / 2)}
					</p>
				</Section>
			)}
			<Section title={say().siteAsks.whatHappensNow}>
				<p role="status">{say().siteAsks.yourBalanceIsBeingProvedAgain}</p>
			</Section>
		</OnlyNo>
	);
};

/** A message that the signer has not read yet: it may be refused already. */
export const SignRequest = (shown: WaitingRequestProps) => (
	<OnlyNo shown={shown} title={say().siteAsks.aMessageIsBeingRead}>
		<Section title={say().siteAsks.whatHappensNow}>
			<p role="status">{say().siteAsks.theWalletHoldsItsClockAgainst}</p>
		</Section>
	</OnlyNo>
);
