// Marks in the page's own timeline, for what measures it.

const marked = new Set<string>();

/** At the first time alone. */
export const markOnce = (name: string): void => {
	if (marked.has(name)) return;
	marked.add(name);
	performance.mark(name);
};
