// Keeps kernel paths in the dialect in which a thread is a value, {pc, locals}: it can be copied, hashed and taken up again.
import { contains, declaresPath, hasStep, isChain, isFunction, isOwnArray, namesFromHome } from './path-functions.mjs';

const STEPS = new Set(['stepPoint', 'lockStep', 'unlockStep', 'awaitFlush']);
const EFFECTS = ['AssignmentExpression', 'UpdateExpression', 'YieldExpression', 'NewExpression', 'AwaitExpression'];

const messages = {
  undeclared: 'A generator here is a path: declare that it returns Path<T>, else no plain form is made of it.',
  notGenerator: 'A function that returns Path<T> is a generator, else no plain form is made of it: write function*, and yield* what it hands on.',
  try: 'A path has no try: what a thread is to do on failure is no value. Return what failed.',
  closure: 'A closure in a path is used up by the call that it is an argument of, and by no other path: what it captures is no value. Write a function, or pass values.',
  parameter: 'A path takes values, no functions: they would live across its steps.',
  iterator: 'Across a step a path loops over an array of its own, a parameter or variable declared to be one: where an iterator stands is no value. Declare the array, or count.',
  next: 'A path drives no iterator: where it stands is no value.',
  step: 'A step point is a statement, yield stepPoint(…), lockStep(…), unlockStep(…) or awaitFlush(…), and evaluates nothing that changes anything: the plain form is without it.',
  delegate: 'What follows yield* is a call, f(…) or object.method(…): a path that is kept is no value, and has no plain form.',
};

/** A closure that the call it is handed to uses up, before any step. */
function isUsedUp(node, keys) {
  const { parent } = node;
  const isArgument = (parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent.arguments.includes(node);
  return isArgument && parent.parent.type !== 'YieldExpression' && !parent.arguments.some((argument) => !isFunction(argument) && hasStep(argument, keys));
}

const takesFunction = (parameter) => (parameter.left ?? parameter).typeAnnotation?.typeAnnotation.type === 'TSFunctionType';

const isStepPoint = ({ parent, argument }, names, keys) =>
  parent.type === 'ExpressionStatement' && argument?.type === 'CallExpression' && argument.callee.type === 'Identifier'
  && STEPS.has(names.get(argument.callee.name)) && !argument.arguments.some((one) => contains(one, EFFECTS, keys));

/** @type {import('eslint').Rule.RuleModule} */
export const pathDialect = {
  meta: { type: 'problem', schema: [], messages },
  create(context) {
    const { ast, visitorKeys: keys } = context.sourceCode;
    const names = namesFromHome(ast);
    const inside = [];
    const inPath = () => inside.at(-1) === true;
    const report = (node, messageId) => void context.report({ node, messageId });
    const enter = (node) => {
      if (inPath() && !isUsedUp(node, keys)) report(node, 'closure');
      const path = declaresPath(node, names);
      if (path && !node.generator) report(node, 'notGenerator');
      if (node.generator && node.returnType === undefined) report(node, 'undeclared');
      if (path) node.params.filter(takesFunction).forEach((parameter) => report(parameter, 'parameter'));
      inside.push(path);
    };
    const loop = (node) => {
      if (inPath() && hasStep(node.body, keys) && !isOwnArray(node.right, context.sourceCode.getScope(node))) report(node.right, 'iterator');
    };
    return {
      FunctionDeclaration: enter, FunctionExpression: enter, ArrowFunctionExpression: enter,
      ':function:exit': () => void inside.pop(),
      TryStatement: (node) => void (inPath() && report(node, 'try')),
      ForOfStatement: loop,
      ForInStatement: loop,
      'CallExpression[callee.property.name="next"][arguments.length=0]': (node) => void (inPath() && report(node, 'next')),
      YieldExpression(node) {
        if (!inPath()) return;
        if (!node.delegate) return void (isStepPoint(node, names, keys) || report(node, 'step'));
        const { argument } = node;
        if (argument.type !== 'CallExpression' || argument.optional || !isChain(argument.callee)) report(node, 'delegate');
      },
    };
  },
};
