import TechDecoupling

