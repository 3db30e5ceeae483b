"""The comunas of Chile by their official names, and the other names that people write for them.

The names are those of the Código Único Territorial (SUBDERE, decreto exento 1.115 of 2018), in the spelling of the
municipalities; a document states them as text, at most 20 characters.
"""

import unicodedata
from collections.abc import Mapping

_BY_REGION: Mapping[str, str] = {
    "Arica y Parinacota": "Arica, Camarones, Putre, General Lagos",
    "Tarapacá": "Iquique, Alto Hospicio, Pozo Almonte, Camiña, Colchane, Huara, Pica",
    "Antofagasta": (
        "Antofagasta, Mejillones, Sierra Gorda, Taltal, Calama, Ollagüe, San Pedro de Atacama, Tocopilla, María Elena"
    ),
    "Atacama": (
        "Copiapó, Caldera, Tierra Amarilla, Chañaral, Diego de Almagro, Vallenar, Alto del Carmen, Freirina, Huasco"
    ),
    "Coquimbo": (
        "La Serena, Coquimbo, Andacollo, La Higuera, Paihuano, Vicuña, Illapel, Canela, Los Vilos, Salamanca, "
        "Ovalle, Combarbalá, Monte Patria, Punitaqui, Río Hurtado"
    ),
    "Valparaíso": (
        "Valparaíso, Casablanca, Concón, Juan Fernández, Puchuncaví, Quintero, Viña del Mar, Isla de Pascua, "
        "Los Andes, Calle Larga, Rinconada, San Esteban, La Ligua, Cabildo, Papudo, Petorca, Zapallar, "
        "Quillota, La Calera, Hijuelas, La Cruz, Nogales, San Antonio, Algarrobo, Cartagena, El Quisco, El "
        "Tabo, Santo Domingo, San Felipe, Catemu, Llaillay, Panquehue, Putaendo, Santa María, Quilpué, "
        "Limache, Olmué, Villa Alemana"
    ),
    "O'Higgins": (
        "Rancagua, Codegua, Coinco, Coltauco, Doñihue, Graneros, Las Cabras, Machalí, Malloa, Mostazal, "
        "Olivar, Peumo, Pichidegua, Quinta de Tilcoco, Rengo, Requínoa, San Vicente, Pichilemu, La Estrella, "
        "Litueche, Marchigüe, Navidad, Paredones, San Fernando, Chépica, Chimbarongo, Lolol, Nancagua, "
        "Palmilla, Peralillo, Placilla, Pumanque, Santa Cruz"
    ),
    "Maule": (
        "Talca, Constitución, Curepto, Empedrado, Maule, Pelarco, Pencahue, Río Claro, San Clemente, San "
        "Rafael, Cauquenes, Chanco, Pelluhue, Curicó, Hualañé, Licantén, Molina, Rauco, Romeral, Sagrada "
        "Familia, Teno, Vichuquén, Linares, Colbún, Longaví, Parral, Retiro, San Javier, Villa Alegre, Yerbas "
        "Buenas"
    ),
    "Ñuble": (
        "Chillán, Bulnes, Chillán Viejo, El Carmen, Pemuco, Pinto, Quillón, San Ignacio, Yungay, Quirihue, "
        "Cobquecura, Coelemu, Ninhue, Portezuelo, Ránquil, Treguaco, San Carlos, Coihueco, Ñiquén, San "
        "Fabián, San Nicolás"
    ),
    "Biobío": (
        "Concepción, Coronel, Chiguayante, Florida, Hualqui, Lota, Penco, San Pedro de la Paz, Santa Juana, "
        "Talcahuano, Tomé, Hualpén, Lebu, Arauco, Cañete, Contulmo, Curanilahue, Los Álamos, Tirúa, Los "
        "Ángeles, Antuco, Cabrero, Laja, Mulchén, Nacimiento, Negrete, Quilaco, Quilleco, San Rosendo, Santa "
        "Bárbara, Tucapel, Yumbel, Alto Biobío"
    ),
    "La Araucanía": (
        "Temuco, Carahue, Cunco, Curarrehue, Freire, Galvarino, Gorbea, Lautaro, Loncoche, Melipeuco, Nueva "
        "Imperial, Padre Las Casas, Perquenco, Pitrufquén, Pucón, Saavedra, Teodoro Schmidt, Toltén, Vilcún, "
        "Villarrica, Cholchol, Angol, Collipulli, Curacautín, Ercilla, Lonquimay, Los Sauces, Lumaco, Purén, "
        "Renaico, Traiguén, Victoria"
    ),
    "Los Ríos": (
        "Valdivia, Corral, Lanco, Los Lagos, Máfil, Mariquina, Paillaco, Panguipulli, La Unión, Futrono, Lago "
        "Ranco, Río Bueno"
    ),
    "Los Lagos": (
        "Puerto Montt, Calbuco, Cochamó, Fresia, Frutillar, Los Muermos, Llanquihue, Maullín, Puerto Varas, "
        "Castro, Ancud, Chonchi, Curaco de Vélez, Dalcahue, Puqueldón, Queilén, Quellón, Quemchi, Quinchao, "
        "Osorno, Puerto Octay, Purranque, Puyehue, Río Negro, San Juan de la Costa, San Pablo, Chaitén, "
        "Futaleufú, Hualaihué, Palena"
    ),
    "Aysén": ("Coyhaique, Lago Verde, Aysén, Cisnes, Guaitecas, Cochrane, O'Higgins, Tortel, Chile Chico, Río Ibáñez"),
    "Magallanes": (
        "Punta Arenas, Laguna Blanca, Río Verde, San Gregorio, Cabo de Hornos, Antártica, Porvenir, "
        "Primavera, Timaukel, Natales, Torres del Paine"
    ),
    "Metropolitana": (
        "Santiago, Cerrillos, Cerro Navia, Conchalí, El Bosque, Estación Central, Huechuraba, Independencia, "
        "La Cisterna, La Florida, La Granja, La Pintana, La Reina, Las Condes, Lo Barnechea, Lo Espejo, Lo "
        "Prado, Macul, Maipú, Ñuñoa, Pedro Aguirre Cerda, Peñalolén, Providencia, Pudahuel, Quilicura, Quinta "
        "Normal, Recoleta, Renca, San Joaquín, San Miguel, San Ramón, Vitacura, Puente Alto, Pirque, San José "
        "de Maipo, Colina, Lampa, Tiltil, San Bernardo, Buin, Calera de Tango, Paine, Melipilla, Alhué, "
        "Curacaví, María Pinto, San Pedro, Talagante, El Monte, Isla de Maipo, Padre Hurtado, Peñaflor"
    ),
}
"""The comunas of each region, separated by commas."""

COMUNAS: tuple[str, ...] = tuple(name for names in _BY_REGION.values() for name in names.split(", "))

_ALIASES: Mapping[str, str] = {
    "Aisén": "Aysén",
    "Puerto Aysén": "Aysén",
    "Puerto Aisén": "Aysén",
    "Calera": "La Calera",
    "Chol Chol": "Cholchol",
    "Coihaique": "Coyhaique",
    "Llay Llay": "Llaillay",
    "Marchihue": "Marchigüe",
    "Navarino": "Cabo de Hornos",
    "Puerto Williams": "Cabo de Hornos",
    "Paiguano": "Paihuano",
    "PAC": "Pedro Aguirre Cerda",
    "Puerto Natales": "Natales",
    "Puerto Saavedra": "Saavedra",
    "Puerto Cisnes": "Cisnes",
    "Rapa Nui": "Isla de Pascua",
    "Santiago Centro": "Santiago",
    "San Francisco de Mostazal": "Mostazal",
    "San Javier de Loncomilla": "San Javier",
    "San José de la Mariquina": "Mariquina",
    "San Vicente de Tagua Tagua": "San Vicente",
    "San Pedro de Melipilla": "San Pedro",
    "Til Til": "Tiltil",
    "Trehuaco": "Treguaco",
    "Villa O'Higgins": "O'Higgins",
}
"""What people write for a comuna, by its official name."""


def official_comuna(text: str) -> str:
    """Return the official name of the comuna that `text` names, whatever its accents and capitals; empty if none."""
    return _NAMES.get(_folded(text), "")


def _folded(text: str) -> str:
    """Return the letters of `text` in small letters and without accents; ñ counts as n."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if sign.isalnum())


_NAMES: Mapping[str, str] = {
    **{_folded(alias): name for alias, name in _ALIASES.items()},
    **{_folded(name): name for name in COMUNAS},
}
