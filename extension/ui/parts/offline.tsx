// Said while nobody answers, or nothing newer comes: since when, and the button that asks again.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { cutOffLikely, cutOffTodo, cutOffWords } from "../known.ts";
import { goEndpoints } from "../popup/settings.tsx";
import { say } from "../say/say.ts";
import { useNow, useShared, useWork } from "../wallet.tsx";
import { Button, Say } from "./basic.tsx";
import { Note } from "./note.tsx";

/** A head that is old when the wallet is opened is followed by a new one within this time, or not at all. */
const patienceMs = 5_000;

/** The words, once it is no passing thing; null when all is well. */
export const useCutOff = (): string | null => {
	const { view } = useShared();
	const words = cutOffWords(view, useNow());
	const isSilent = view.silent !== undefined;
	const isStale = words !== null && !isSilent;
	const [isLong, setLong] = useState(false);
	useEffect(() => {
		setLong(false);
		if (!isStale) return;
		const timer = setTimeout(() => setLong(true), patienceMs);
		return () => clearTimeout(timer);
	}, [isStale]);
	return isSilent || isLong ? words : null;
};

/** Asks every endpoint again, now. */
export const useRetry = () => {
	const { wallet, refresh } = useShared();
	const work = useWork();
	return {
		busy: work.busy,
		run: () =>
			work.run(async () => {
				await wallet.engine("sync.retry", undefined);
				await refresh();
			}),
	};
};

/** What can be done while no endpoint is of use. */
export const RetryButtons = () => {
	const retry = useRetry();
	const words = say().parts;
	return (
		<div class="note-do">
			<Button main busy={retry.busy} onClick={() => void retry.run()}>
				{retry.busy ? words.askingAgain : words.retry}
			</Button>
			<Button quiet onClick={goEndpoints}>
				{words.endpoints}
			</Button>
			<Say>{retry.busy ? words.askingYourEndpointsAgain : ""}</Say>
		</div>
	);
};

export const Offline = ({
	children,
}: {
	readonly children?: ComponentChildren;
}) => {
	const words = useCutOff();
	const { view } = useShared();
	if (words === null || view.stopped !== null) return null;
	return (
		<Note tone="wait" role="status" title={`${words}.`}>
			<p>
				{view.silent === undefined
					? say().parts.yourEndpointsAnswerButTheyHave
					: cutOffTodo()}
			</p>
			{view.silent === undefined ? null : <p>{cutOffLikely(view)}</p>}
			{children}
			<RetryButtons />
		</Note>
	);
};
