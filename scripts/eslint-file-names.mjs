// The suffix of a file says what it is: a closed list (design, section 2), extended by an ADR.
const SUFFIXES = new Set(
  (
    'controller service repository record rules cases types errors events query job parser guard strategy pipe interceptor filter ' +
    'decorator dto module cli bench spec mapping middleware factory'
  ).split(' '),
);
// Plumbing has plain names; features have not, but for the policy, the guard's own parts and what only one module can have.
const PLAIN =
  /^(src\/[^/]+\.ts$|src\/(kernel|platform|cli)\/|src\/modules\/(access|audit|operations)\/|migrations\/|seeds\/|test\/(support|bench|browser)\/)/;
// A name that could hold anything soon does.
const VAGUE = /(^|[.-])(helpers?|utils?|managers?|common-utils|misc|base-service|impl)(\.|-|$)/;

export const fileNames = {
  meta: { type: 'problem', docs: { description: 'file names come from the closed list of suffixes' }, schema: [] },
  create(context) {
    const file = context.filename.slice(context.cwd.length + 1).replaceAll('\\', '/');
    const [stem, ...rest] = file.slice(file.lastIndexOf('/') + 1).split('.');
    const suffixes = rest.slice(0, -1);
    const report = (node, message) => context.report({ node, message });
    return {
      Program(node) {
        if (VAGUE.test(file.slice(file.lastIndexOf('/') + 1)))
          report(node, 'The name says nothing: name what the file knows.');
        const unknown = suffixes.filter((suffix) => !SUFFIXES.has(suffix));
        if (unknown.length > 0) report(node, `".${unknown.join('.')}" is not in the closed list of suffixes.`);
        if (suffixes.length === 0 && stem !== 'index' && !PLAIN.test(file))
          report(node, 'A file of a feature needs a suffix.');
        if (!/^[a-z0-9-]+$/.test(stem)) report(node, 'File names are lower case with hyphens.');
      },
    };
  },
};
