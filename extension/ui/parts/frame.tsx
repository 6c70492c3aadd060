// The frame of every screen: header with the mark, what scrolls, footer with what can be done.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Fault } from "../../../src/base/fault.ts";
import { say } from "../say/say.ts";
import { FaultNote } from "./fault.tsx";
import { Icon, Mark } from "./icon.tsx";

const focusable =
	"button:not(:disabled), a[href], input:not(:disabled), [tabindex='0']";

/** What scrolls. Where nothing in it takes the focus it takes it itself: else no key would reach what is below the edge. */
const Scrolls = ({ children }: { readonly children: ComponentChildren }) => {
	const main = useRef<HTMLElement>(null);
	const [isStop, setStop] = useState(false);
	useEffect(() => {
		const { current } = main;
		if (current === null) return;
		const look = () =>
			setStop(
				current.scrollHeight > current.clientHeight &&
					current.querySelector(focusable) === null,
			);
		look();
		const watch = new ResizeObserver(look);
		watch.observe(current);
		for (const child of current.children) watch.observe(child);
		return () => watch.disconnect();
	}, [children]);
	return (
		<main ref={main} tabIndex={isStop ? 0 : undefined}>
			{children}
		</main>
	);
};

export const Frame = ({
	title,
	under,
	aside,
	onBack,
	footer,
	top,
	bar,
	children,
}: {
	readonly title: string;
	readonly under?: ComponentChildren;
	readonly aside?: ComponentChildren;
	/** Present on screens one came to from another. */
	readonly onBack?: (() => void) | undefined;
	readonly footer?: ComponentChildren;
	/** Of a place: what stands in its header in view of all. Its title is then for screen readers alone. */
	readonly top?: ComponentChildren;
	/** What is always below. */
	readonly bar?: ComponentChildren;
	readonly children: ComponentChildren;
}) => {
	const heading = useRef<HTMLHeadingElement>(null);
	// A new screen begins at its heading, for the keyboard and for screen readers, unless a field of it took the focus.
	// A button never keeps the focus from one screen to the next: a second Enter must not decide anything.
	useEffect(() => {
		if (heading.current !== null && heading.current.dataset.for !== title) {
			heading.current.dataset.for = title;
			if (!(document.activeElement instanceof HTMLInputElement))
				heading.current.focus({ preventScroll: true });
		}
	}, [title]);
	return (
		<div class="frame">
			<header class={top === undefined ? undefined : "top"}>
				{top === undefined ? (
					onBack === undefined ? (
						<Mark />
					) : (
						<button
							type="button"
							class="back"
							aria-label={say().parts.back}
							onClick={onBack}
						>
							<Icon name="back" />
						</button>
					)
				) : null}
				<div class={top === undefined ? "titles" : "unseen"}>
					<h1 ref={heading} tabIndex={-1}>
						{title}
					</h1>
					{under === undefined ? null : <div class="under">{under}</div>}
				</div>
				{aside === undefined ? null : <div class="aside">{aside}</div>}
				{top}
			</header>
			<Scrolls>{children}</Scrolls>
			{footer === undefined ? null : <footer>{footer}</footer>}
			{bar}
		</div>
	);
};

/** Before the first answer of the engine. */
export const Opening = ({ lost }: { readonly lost: Fault | null }) => (
	<Frame
		title="Sextant"
		under={lost === null ? say().parts.wakingUp : say().parts.noAnswer}
	>
		{lost === null ? (
			<p class="lead">{say().parts.openingTheEngineBeforeItShows}</p>
		) : (
			<FaultNote fault={lost} title={say().parts.theEngineIsNotAnswering}>
				<p>{say().parts.itIsBeingAskedAgainEvery}</p>
			</FaultNote>
		)}
	</Frame>
);
