import { analyse } from "../text/analyse.ts";

/**
 * Stems of words with which questions ask, and which answers need not repeat: verbs that mean little by themselves ("light verbs",
 * Jespersen 1942), nouns that stand for what is to be told ("shell nouns", Schmid 2000, "English Abstract Nouns as Conceptual Shells"),
 * and nouns for which an answer has a number or a sign.
 */
export const lightStems = new Set(
  analyse(`
    make makes made take takes taken give gives given get gets got go goes come comes put keep keeps let use uses used happen happens
    call called need needs want wants know say says tell tells ask find work works mean means stand stands become becomes like look
    show shown describe described mention mentioned regard regarding relate related involve involved conduct carry exist exists occur occurs belong belongs apply applies matter matters

    effect outcome result impact consequence characteristic feature benefit advantage drawback disadvantage challenge problem trouble
    issue danger risk reason cause purpose role way method methodology approach step difference circumstance event action example
    aspect factor kind sort type thing detail information topic focus trick mistake fact idea situation case term concept meaning
    definition

    percentage percent amount number total count quantity proportion
  `),
);
